package io.promptgate.logs.search;

import io.promptgate.common.event.Gap;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.logs.query.CoveredTime;
import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.query.WordsWindow;
import io.promptgate.logs.query.WordsWindow.Bounded;
import io.promptgate.logs.store.GapTable;
import io.promptgate.logs.store.RecordStore;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A project's requests. */
@Path("/logs/v1/projects/{uuid}/requests")
@Needs(Permission.LOG_READ)
@Produces(MediaType.APPLICATION_JSON)
public class RequestsResource {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MOST = 500;
    private static final int MOST_GAPS = 100;

    private final RecordStore store;
    private final GapTable gaps;
    private final WordsWindow words;

    @Inject
    RequestsResource(RecordStore store, GapTable gaps, WordsWindow words) {
        this.store = store;
        this.gaps = gaps;
        this.words = words;
    }

    /** A page, newest first. */
    @GET
    @Operation(summary = "Lists a project's requests that match a filter, newest first, without bodies")
    public Uni<Buffer> list(
            @PathParam("uuid") UUID project,
            @QueryParam("q") @Nullable String q,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("before") @Nullable String before,
            @Context UriInfo uri) {
        QueryParameters.only(uri, List.of("q", "limit", "before"));
        Instant now = Clock.systemUTC().instant();
        Bounded searched = words.of(QueryParameters.filter(q), now);
        int most = QueryParameters.number("limit", limit, LIMIT_DEFAULT, LIMIT_MOST);
        UUID from = Cursor.read(before);
        CoveredTime covered = CoveredTime.of(searched.filter(), now).before(from);
        return store.page(project, searched.filter(), from, most + 1).chain(found -> {
            Instant oldest = found.size() > most ? found.get(most - 1).createdAt() : covered.from();
            return gaps.within(project, oldest, covered.to(), MOST_GAPS)
                    .map(told -> Buffer.buffer(page(found, most, told, searched)));
        });
    }

    /** One record with its bodies. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Reads one request with its bodies and attempts")
    public Uni<Buffer> one(@PathParam("uuid") UUID project, @PathParam("id") UUID id) {
        return store.find(project, id)
                .map(found -> found.map(RecordJson::whole)
                        .map(Buffer::buffer)
                        .orElseThrow(() -> ProblemException.notFound(
                                "There is no request " + id + " in project " + project + ".")));
    }

    /** One record more than the page holds was asked for, to see whether there is a next one. */
    private static byte[] page(List<RequestRecord> found, int most, List<Gap> gaps, Bounded searched) {
        if (found.size() <= most) {
            return RecordJson.page(found, gaps, null, searched);
        }
        List<RequestRecord> shown = found.subList(0, most);
        return RecordJson.page(shown, gaps, Cursor.after(shown.getLast().id()), searched);
    }
}
