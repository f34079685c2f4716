package io.promptgate.admin.guardrail;

import io.promptgate.admin.guardrail.GuardrailEntity.Level;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** {@code /guardrails}: the rules of all projects. A PUT replaces all rules of the level. */
@Path("/admin/v1/guardrails")
@Tag(name = "guardrails")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class GuardrailResource {
    private final Reads reads;
    private final Writes writes;

    @Inject
    GuardrailResource(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @GET
    @Needs(Permission.GLOBAL_GUARDRAIL_READ)
    @APIResponseSchema(GuardRules.class)
    public Uni<Response> read() {
        return reads.answer(() -> GuardrailEntity.level(null).map(level -> Answer.ok(level.rules(), level.version())));
    }

    @PUT
    @Needs(Permission.GLOBAL_GUARDRAIL_WRITE)
    @RequestBodySchema(GuardRules.class)
    @APIResponseSchema(GuardRules.class)
    public Uni<Response> put(Fields fields, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        GuardRules rules = NewGuardrails.from(fields);
        return writes.answer(change -> GuardrailEntity.level(null).chain(level -> {
            IfMatch.of(ifMatch).check(level.version());
            return level.write(rules, change).map(version -> Answer.ok(rules, version));
        }));
    }

    /** What holds for a project that says nothing itself. */
    @GET
    @Needs(Permission.GLOBAL_GUARDRAIL_READ)
    @Path("/effective")
    @APIResponseSchema(EffectiveView.class)
    public Uni<Response> effective() {
        return reads.answer(() -> GuardrailEntity.level(null)
                .map(Level::rules)
                .map(rules -> EffectiveRules.of(List.of(new GuardLevel(GuardLevel.GLOBAL, rules))))
                .map(rules -> Answer.ok(EffectiveView.of(rules))));
    }
}
