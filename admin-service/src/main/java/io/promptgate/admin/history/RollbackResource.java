package io.promptgate.admin.history;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.IfMatch;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Head;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /revisions/{number}/rollback}: the configuration of a former revision, as a new one. */
@Path("/admin/v1/revisions/{number}/rollback")
@Tag(name = "revisions")
@Needs(Permission.CONFIG_APPLY)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public final class RollbackResource {
    private final Writes writes;
    private final Rollback rollback;

    @Inject
    RollbackResource(Writes writes, Rollback rollback) {
        this.writes = writes;
        this.rollback = rollback;
    }

    /** Rolls back; with {@code tokens=restore} revoked and rotated tokens get back what they had as well. */
    @POST
    @RequestBody(
            description = "None, or an empty object",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponseSchema(value = RollbackView.class, responseCode = "200")
    public Uni<Response> rollback(
            @RestPath String number,
            Fields fields,
            @RestQuery @Nullable String tokens,
            @RestQuery("expected_revision") @Nullable String expected,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        fields.check();
        long revision = Head.number("number", number);
        boolean restored = isRestored(tokens);
        Long newest = Head.expected(expected);
        return writes.answer(change -> {
            long head = change.number() - 1;
            Head.check(newest, head);
            IfMatch.of(ifMatch).check(head);
            return rollback.to(revision, restored, change).map(Answer::ok);
        });
    }

    private static boolean isRestored(@Nullable String tokens) {
        if (tokens == null || tokens.equals("keep")) {
            return false;
        }
        if (tokens.equals("restore")) {
            return true;
        }
        throw ProblemException.badParameter("tokens", "must be keep or restore");
    }
}
