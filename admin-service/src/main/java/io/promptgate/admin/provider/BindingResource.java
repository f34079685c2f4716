package io.promptgate.admin.provider;

import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Page;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.project.ProjectEntity;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{uuid}/providers}: which providers a wrapper project may use. */
@Path("/admin/v1/projects/{uuid}/providers")
@Tag(name = "provider bindings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BindingResource {
    private static final Comparator<BindingEntity> CATALOGUE_ORDER =
            Comparator.comparing(binding -> binding.provider, ProviderPreset.order());

    private final Reads reads;
    private final Writes writes;

    @Inject
    BindingResource(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** All bindings of the project, in catalogue order: there are never more than providers. */
    @GET
    @Needs(Permission.BINDING_READ)
    @APIResponse(
            responseCode = "200",
            description = "The project's provider bindings",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = BindingView.class)))
    public Uni<Response> list(@RestPath UUID uuid) {
        return reads.answer(() ->
                ProjectEntity.need(uuid).chain(() -> BindingEntity.list(uuid)).map(rows -> Answer.ok(page(rows))));
    }

    @GET
    @Needs(Permission.BINDING_READ)
    @Path("/{key}")
    @APIResponseSchema(BindingView.class)
    public Uni<Response> read(@RestPath UUID uuid, @RestPath String key) {
        return reads.answer(() -> ProjectEntity.need(uuid)
                .chain(() -> BindingEntity.need(uuid, key))
                .map(binding -> Answer.ok(BindingView.of(binding), binding.version)));
    }

    @PUT
    @Needs(Permission.BINDING_WRITE)
    @Path("/{key}")
    @RequestBodySchema(NewBinding.class)
    @APIResponseSchema(BindingView.class)
    public Uni<Response> put(
            @RestPath UUID uuid,
            @RestPath String key,
            Fields fields,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        NewBinding asked = NewBinding.from(fields);
        IfMatch condition = new IfMatch(ifMatch, ifNoneMatch);
        return writes.answer(change -> Catalogue.load()
                .map(known -> known.need(key))
                .call(() -> ProjectEntity.needWrapper(uuid, "provider bindings"))
                .chain(provider -> BindingRules.check(provider, asked))
                .chain(() -> BindingEntity.find(uuid, key))
                .chain(there -> put(there, asked, uuid, key, condition, change)));
    }

    /** Removes the binding: the provider is disabled in the project. */
    @DELETE
    @Needs(Permission.BINDING_WRITE)
    @Path("/{key}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> delete(
            @RestPath UUID uuid, @RestPath String key, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> ProjectEntity.need(uuid)
                .chain(() -> BindingEntity.need(uuid, key))
                .chain(binding -> {
                    IfMatch.of(ifMatch).check(binding.version);
                    change.add(Changed.inProject(uuid, "provider", key, "deleted"), BindingView.of(binding), null);
                    return binding.delete().replaceWith(Answer.done());
                }));
    }

    private static Uni<Answer> put(
            @Nullable BindingEntity there,
            NewBinding asked,
            UUID project,
            String provider,
            IfMatch condition,
            Change change) {
        if (there == null) {
            condition.checkAbsent();
            return asked.entity(project, provider, change)
                    .<BindingEntity>persist()
                    .map(made -> Answer.created(path(made), BindingView.of(made), made.version));
        }
        condition.check(there.version);
        BindingEntity replaced = asked.replace(there, change);
        return Uni.createFrom().item(Answer.ok(BindingView.of(replaced), replaced.version));
    }

    private static String path(BindingEntity binding) {
        return "/admin/v1/projects/" + binding.projectUuid + "/providers/" + binding.provider;
    }

    private static Page<BindingView> page(List<BindingEntity> rows) {
        return new Page<>(
                rows.stream().sorted(CATALOGUE_ORDER).map(BindingView::of).toList(), null);
    }
}
