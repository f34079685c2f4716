package io.promptgate.admin.guardrail;

import io.promptgate.admin.guardrail.GuardrailEntity.Level;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.project.ProjectEntity;
import io.promptgate.admin.publish.Writes;
import io.promptgate.common.guard.EffectiveRules;
import io.promptgate.common.guard.GuardLevel;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{uuid}/guardrails}: the rules of a project, over those of all projects. A PUT replaces all rules of the level. */
@Path("/admin/v1/projects/{uuid}/guardrails")
@Tag(name = "guardrails")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProjectGuardrailResource {
    private final Reads reads;
    private final Writes writes;

    @Inject
    ProjectGuardrailResource(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @GET
    @Needs(Permission.GUARDRAIL_READ)
    @APIResponseSchema(GuardRules.class)
    public Uni<Response> read(@RestPath UUID uuid) {
        return reads.answer(() -> level(uuid).map(level -> Answer.ok(level.rules(), level.version())));
    }

    @PUT
    @Needs(Permission.GUARDRAIL_WRITE)
    @RequestBodySchema(GuardRules.class)
    @APIResponseSchema(GuardRules.class)
    public Uni<Response> put(
            @RestPath UUID uuid, Fields fields, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        GuardRules rules = NewGuardrails.from(fields);
        return writes.answer(change -> level(uuid).chain(level -> {
            IfMatch.of(ifMatch).check(level.version());
            return level.write(rules, change).map(version -> Answer.ok(rules, version));
        }));
    }

    /** What holds for the project, and where it comes from. */
    @GET
    @Needs(Permission.GUARDRAIL_READ)
    @Path("/effective")
    @APIResponseSchema(EffectiveView.class)
    public Uni<Response> effective(@RestPath UUID uuid) {
        return reads.answer(() -> level(uuid)
                .chain(own -> GuardrailEntity.level(null).map(global -> effective(global, own)))
                .map(rules -> Answer.ok(EffectiveView.of(rules))));
    }

    private static EffectiveRules effective(Level global, Level own) {
        return EffectiveRules.of(List.of(
                new GuardLevel(GuardLevel.GLOBAL, global.rules()), new GuardLevel(GuardLevel.PROJECT, own.rules())));
    }

    private static Uni<Level> level(UUID project) {
        return ProjectEntity.need(project).chain(() -> GuardrailEntity.level(project));
    }
}
