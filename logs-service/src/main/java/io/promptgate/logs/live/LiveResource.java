package io.promptgate.logs.live;

import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.store.Seen;
import io.promptgate.logs.store.StoredTexts;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A project's new requests as they end. */
@Path("/logs/v1/projects/{uuid}/live")
@Needs(Permission.LOG_READ)
public class LiveResource {
    private static final Logger LOG = Logger.getLogger(LiveResource.class);
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveReader reader;
    private final CatchUp catchUp;
    private final LiveConfig config;
    private final LiveMeters meters;

    @Inject
    LiveResource(LiveReader reader, CatchUp catchUp, LiveConfig config, LiveMeters meters) {
        this.reader = reader;
        this.catchUp = catchUp;
        this.config = config;
        this.meters = meters;
    }

    /** A stream that ends when the client goes, or reads too slowly. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Sends a project's new requests that match a filter as server-sent events")
    public Uni<Void> live(
            @PathParam("uuid") UUID project,
            @QueryParam("q") @Nullable String q,
            @QueryParam("bodies") @Nullable String bodies,
            @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId,
            @Context UriInfo uri,
            @Context RoutingContext http) {
        QueryParameters.only(uri, List.of("q", "bodies"));
        View view = new View(
                project, StoredTexts.matcher(QueryParameters.filter(q)), QueryParameters.flag("bodies", bodies));
        Point from = point(lastEventId);
        if (!meters.in()) {
            throw ProblemException.unavailable("There are as many live views as this replica serves; try again.");
        }
        return stream(view, from, http).onTermination().invoke(meters::out);
    }

    private Uni<Void> stream(View view, @Nullable Point from, RoutingContext http) {
        Uni<Void> end = Uni.createFrom()
                .<Void>emitter(emitter -> http.addEndHandler(_ -> emitter.complete(null)))
                .memoize()
                .indefinitely();
        // heard of from here on, also when the client goes before the store has answered
        end.subscribe().with(_ -> {});
        Viewer viewer = new Viewer(view, http.response(), http.vertx().getOrCreateContext(), config, meters);
        return begun(viewer, from)
                .onFailure(_ -> http.response().headWritten())
                .recoverWithUni(fault -> {
                    LOG.debug("A live view ends", fault);
                    viewer.end();
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> end)
                .onTermination()
                .invoke(() -> reader.leave(viewer));
    }

    private Uni<Void> begun(Viewer viewer, @Nullable Point from) {
        if (from == null) {
            return reader.join(viewer, now -> viewer.open(LiveEvent.heartbeat(now.text())))
                    .replaceWithVoid();
        }
        return reader.current().chain(now -> from.furthest().isWithin(now) ? resumed(viewer, from, now) : anew(viewer));
    }

    private Uni<Void> resumed(Viewer viewer, Point from, Seen now) {
        viewer.open(LiveEvent.heartbeat(from.text()));
        return catchUp.run(viewer, from, now);
    }

    private Uni<Void> anew(Viewer viewer) {
        return reader.join(viewer, now -> viewer.open(LiveEvent.reset(now.text())))
                .replaceWithVoid();
    }

    private static @Nullable Point point(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        return Point.parse(lastEventId)
                .orElseThrow(() ->
                        ProblemException.badParameter(LAST_EVENT_ID, "must be the id of an event of a live view"));
    }
}
