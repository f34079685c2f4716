package io.promptgate.admin.key;

import io.promptgate.admin.access.KeyFeed;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.http.Slice;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** {@code /keys}. The first key, which is a setting, is not among them. */
@Path(KeyResource.PATH)
@Tag(name = "keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class KeyResource {
    static final String PATH = "/admin/v1/keys";

    // all of them are in the memory of each service
    private static final int VALID_MAX = 10_000;

    private final Reads reads;
    private final Writes writes;
    private final KeyFeed feed;

    @Inject
    KeyResource(Reads reads, Writes writes, KeyFeed feed) {
        this.reads = reads;
        this.writes = writes;
        this.feed = feed;
    }

    @GET
    @Needs(Permission.KEY_READ)
    @APIResponse(
            responseCode = "200",
            description = "A slice of the keys, revoked ones too",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = KeyView.class)))
    public Uni<Response> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        Slice slice = Slice.of(limit, after);
        return reads.answer(() ->
                KeyEntity.list(slice).map(rows -> Answer.ok(slice.page(rows, KeyView::of, row -> row.id))));
    }

    /** Makes a key; its secret is in this answer alone. */
    @POST
    @Needs(Permission.KEY_WRITE)
    @RequestBodySchema(NewKey.class)
    @APIResponseSchema(value = KeyView.class, responseCode = "201")
    public Uni<Response> create(Fields fields) {
        NewKey asked = NewKey.from(fields);
        Masked secret = ClientToken.mintAdmin();
        return writes.answer(change -> KeyEntity.countValid()
                        .invoke(KeyResource::checkRoom)
                        .chain(() -> asked.entity(secret, change).<KeyEntity>persist())
                        .map(key -> {
                            change.add(Changed.key(key.id, "created"), null, KeyView.of(key));
                            return Answer.created(PATH + "/" + key.id, KeyView.of(key, secret), key.version);
                        }))
                .chain(this::known);
    }

    @GET
    @Path("/{id}")
    @Needs(Permission.KEY_READ)
    @APIResponseSchema(KeyView.class)
    public Uni<Response> read(@RestPath UUID id) {
        return reads.answer(() -> KeyEntity.need(id).map(key -> Answer.ok(KeyView.of(key), key.version)));
    }

    /** Revokes the key; the row stays in the list. */
    @DELETE
    @Path("/{id}")
    @Needs(Permission.KEY_WRITE)
    @APIResponse(responseCode = "204", description = "Revoked")
    public Uni<Response> delete(@RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return writes.answer(change -> KeyEntity.need(id).map(key -> {
                    IfMatch.of(ifMatch).check(key.version);
                    revoke(key, change);
                    return Answer.done();
                }))
                .chain(this::known);
    }

    /** This replica knows of the change when it answers; the others hear of the revision. */
    private Uni<Response> known(Response response) {
        return feed.load().onFailure().recoverWithNull().replaceWith(response);
    }

    private static void checkRoom(long valid) {
        if (valid >= VALID_MAX) {
            throw ProblemException.conflict("There are " + VALID_MAX + " keys already; revoke some first.");
        }
    }

    private static void revoke(KeyEntity key, Change change) {
        if (key.revokedAt == null) {
            KeyView before = KeyView.of(key);
            key.revokedAt = change.at();
            key.version = change.number();
            key.updatedAt = change.at();
            change.add(Changed.key(key.id, "revoked"), before, KeyView.of(key));
        }
    }
}
