package io.promptgate.admin.token;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.FieldsReader;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.http.Slice;
import io.promptgate.admin.project.ProjectEntity;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{uuid}/tokens}. */
@Path("/admin/v1/projects/{uuid}/tokens")
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TokenResource {
    private final Reads reads;
    private final Writes writes;

    @Inject
    TokenResource(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @GET
    @Needs(Permission.TOKEN_READ)
    @APIResponse(
            responseCode = "200",
            description = "A slice of the tokens, revoked ones too",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = TokenView.class)))
    public Uni<Response> list(
            @RestPath UUID uuid, @RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        Slice slice = Slice.of(limit, after);
        return reads.answer(() -> ProjectEntity.need(uuid)
                .chain(() -> TokenEntity.list(uuid, slice))
                .chain(rows -> TokenUse.of(rows)
                        .map(last -> Answer.ok(
                                slice.page(rows, row -> TokenView.of(row, last.get(row.id), null), row -> row.id)))));
    }

    /** Makes a token; its secret is in this answer alone. */
    @POST
    @Needs(Permission.TOKEN_WRITE)
    @RequestBodySchema(NewToken.class)
    @APIResponseSchema(value = TokenView.class, responseCode = "201")
    public Uni<Response> create(@RestPath UUID uuid, Fields fields) {
        NewToken asked = NewToken.from(fields);
        Masked secret = ClientToken.mintLive();
        return writes.answer(change -> ProjectEntity.need(uuid)
                .chain(() -> asked.entity(uuid, secret, change).<TokenEntity>persist())
                .map(token -> {
                    change.add(changed(token, "created"), null, TokenView.of(token));
                    return Answer.created(path(token), TokenView.of(token, null, secret), token.version);
                }));
    }

    @GET
    @Needs(Permission.TOKEN_READ)
    @Path("/{id}")
    @APIResponseSchema(TokenView.class)
    public Uni<Response> read(@RestPath UUID uuid, @RestPath UUID id) {
        return reads.answer(() ->
                ProjectEntity.need(uuid).chain(() -> TokenEntity.need(uuid, id)).chain(token -> shown(token, null)));
    }

    @PATCH
    @Needs(Permission.TOKEN_WRITE)
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, FieldsReader.MERGE_PATCH})
    @RequestBodySchema(TokenPatch.class)
    @APIResponseSchema(TokenView.class)
    public Uni<Response> patch(
            @RestPath UUID uuid,
            @RestPath UUID id,
            Fields fields,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> token(uuid, id, ifMatch)
                .map(TokenRules::notRevoked)
                .map(token -> TokenPatch.from(fields, token).apply(token, change))
                .chain(token -> shown(token, null)));
    }

    /** Gives the token a new secret, which is in this answer alone; the old one ends at once or after an overlap. */
    @POST
    @Needs(Permission.TOKEN_WRITE)
    @Path("/{id}/rotate")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(
            description = "None, or how long the old secret is accepted too",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Rotation.class)))
    @APIResponseSchema(value = TokenView.class, responseCode = "200")
    public Uni<Response> rotate(
            @RestPath UUID uuid,
            @RestPath UUID id,
            Fields fields,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Rotation asked = Rotation.from(fields);
        Masked secret = ClientToken.mintLive();
        return writes.answer(change -> token(uuid, id, ifMatch)
                .map(TokenRules::notRevoked)
                .map(token -> asked.apply(token, secret, change))
                .chain(token -> shown(token, secret)));
    }

    /** Revokes the token; the row stays in the list. */
    @DELETE
    @Needs(Permission.TOKEN_WRITE)
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "Revoked")
    public Uni<Response> delete(
            @RestPath UUID uuid, @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> token(uuid, id, ifMatch)
                .invoke(token -> TokenRules.revoke(token, change))
                .replaceWith(Answer.done()));
    }

    private static Uni<TokenEntity> token(UUID project, UUID id, @Nullable String ifMatch) {
        return ProjectEntity.need(project)
                .chain(() -> TokenEntity.need(project, id))
                .invoke(token -> IfMatch.of(ifMatch).check(token.version));
    }

    private static Uni<Answer> shown(TokenEntity token, @Nullable Masked secret) {
        return TokenUse.of(List.of(token))
                .map(last -> Answer.ok(TokenView.of(token, last.get(token.id), secret), token.version));
    }

    private static Changed changed(TokenEntity token, String action) {
        return Changed.inProject(token.projectUuid, "token", token.id.toString(), action);
    }

    private static String path(TokenEntity token) {
        return "/admin/v1/projects/" + token.projectUuid + "/tokens/" + token.id;
    }
}
