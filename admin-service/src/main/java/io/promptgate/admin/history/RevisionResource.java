package io.promptgate.admin.history;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.Page;
import io.promptgate.admin.http.Reads;
import io.promptgate.admin.http.Slice;
import io.promptgate.admin.revision.Head;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /revisions}: what was changed, by whom, and how two of them differ. */
@Path("/admin/v1/revisions")
@Tag(name = "revisions")
@Needs(Permission.REVISION_READ)
@Produces(MediaType.APPLICATION_JSON)
public final class RevisionResource {
    private final Reads reads;

    @Inject
    RevisionResource(Reads reads) {
        this.reads = reads;
    }

    @GET
    @APIResponse(
            responseCode = "200",
            description = "A slice of the revisions, the newest first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = RevisionView.class)))
    public Uni<Response> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        Slice slice = Slice.of(limit, null);
        long before = after == null ? Long.MAX_VALUE : Head.number("after", after);
        return reads.answer(() -> History.extent()
                .chain(extent -> History.list(before, slice.fetch(), extent))
                .map(rows -> Answer.ok(page(rows, slice.limit()))));
    }

    /** One revision, with what differs from the one before. */
    @GET
    @Path("/{number}")
    @APIResponseSchema(RevisionView.class)
    public Uni<Response> read(@RestPath String number) {
        long wanted = Head.number("number", number);
        return reads.answer(() -> History.extent()
                .chain(extent -> History.find(wanted, extent).chain(found -> {
                    RevisionView view =
                            found.orElseThrow(() -> ProblemException.notFound("revision", Long.toString(wanted)));
                    return extent.has(wanted - 1)
                            ? History.span(wanted - 1, wanted)
                                    .map(rows -> Answer.ok(view.with(RowView.differences(rows))))
                            : Uni.createFrom().item(Answer.ok(view));
                })));
    }

    /** What leads from one revision to another, whichever is the older. */
    @GET
    @Path("/{from}/diff/{to}")
    @APIResponseSchema(SpanView.class)
    public Uni<Response> diff(@RestPath String from, @RestPath String to) {
        long a = Head.number("from", from);
        long b = Head.number("to", to);
        return reads.answer(() -> History.extent()
                .invoke(extent -> {
                    extent.need(a);
                    extent.need(b);
                })
                .chain(() -> History.span(Math.min(a, b), Math.max(a, b)))
                .map(rows -> Answer.ok(SpanView.of(a, b, a <= b ? rows : reversed(rows)))));
    }

    private static List<RowChange> reversed(List<RowChange> rows) {
        return rows.stream().map(RowChange::reversed).toList();
    }

    private static Page<RevisionView> page(List<RevisionView> rows, int limit) {
        boolean more = rows.size() > limit;
        List<RevisionView> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown, more ? Long.toString(shown.getLast().revision()) : null);
    }
}
