package io.promptgate.admin.alias;

import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.http.Slice;
import io.promptgate.admin.project.ProjectEntity;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{uuid}/aliases}. */
@Path("/admin/v1/projects/{uuid}/aliases")
@Tag(name = "aliases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AliasResource {
    private final Reads reads;
    private final Writes writes;

    @Inject
    AliasResource(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @GET
    @Needs(Permission.ALIAS_READ)
    @APIResponse(
            responseCode = "200",
            description = "A slice of the aliases, in order of creation",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = AliasView.class)))
    public Uni<Response> list(
            @RestPath UUID uuid, @RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        Slice slice = Slice.of(limit, after);
        return reads.answer(() -> ProjectEntity.need(uuid)
                .chain(() -> AliasEntity.list(uuid, slice))
                .map(rows -> Answer.ok(slice.page(rows, AliasView::of, row -> row.id))));
    }

    @GET
    @Needs(Permission.ALIAS_READ)
    @Path("/{alias}")
    @APIResponseSchema(AliasView.class)
    public Uni<Response> read(@RestPath UUID uuid, @RestPath String alias) {
        return reads.answer(() -> ProjectEntity.need(uuid)
                .chain(() -> AliasEntity.need(uuid, alias))
                .map(row -> Answer.ok(AliasView.of(row), row.version)));
    }

    @PUT
    @Needs(Permission.ALIAS_WRITE)
    @Path("/{alias}")
    @RequestBodySchema(NewAlias.class)
    @APIResponseSchema(AliasView.class)
    public Uni<Response> put(
            @RestPath UUID uuid,
            @RestPath String alias,
            Fields fields,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        IfMatch condition = new IfMatch(ifMatch, ifNoneMatch);
        return writes.answer(change -> Catalogue.load()
                .map(known -> NewAlias.from(alias, fields, known))
                .chain(asked -> ProjectEntity.needWrapper(uuid, "aliases")
                        .chain(() -> AliasEntity.find(uuid, alias))
                        .chain(there -> put(there, asked, uuid, condition, change))));
    }

    @DELETE
    @Needs(Permission.ALIAS_WRITE)
    @Path("/{alias}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> delete(
            @RestPath UUID uuid, @RestPath String alias, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> ProjectEntity.need(uuid)
                .chain(() -> AliasEntity.need(uuid, alias))
                .chain(row -> {
                    IfMatch.of(ifMatch).check(row.version);
                    change.add(Changed.inProject(uuid, "alias", alias, "deleted"), AliasView.of(row), null);
                    return row.delete().replaceWith(Answer.done());
                }));
    }

    private static Uni<Answer> put(
            @Nullable AliasEntity there, NewAlias asked, UUID project, IfMatch condition, Change change) {
        if (there == null) {
            condition.checkAbsent();
            return asked.entity(project, change)
                    .<AliasEntity>persist()
                    .map(made -> Answer.created(path(made), AliasView.of(made), made.version));
        }
        condition.check(there.version);
        AliasEntity replaced = asked.replace(there, change);
        return Uni.createFrom().item(Answer.ok(AliasView.of(replaced), replaced.version));
    }

    private static String path(AliasEntity alias) {
        return "/admin/v1/projects/" + alias.projectUuid + "/aliases/" + alias.name;
    }
}
