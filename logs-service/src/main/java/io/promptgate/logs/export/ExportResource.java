package io.promptgate.logs.export;

import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.query.WordsWindow;
import io.promptgate.logs.query.WordsWindow.Bounded;
import io.promptgate.logs.store.RecordWalk.Walk;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A project's requests as a file. */
@Path("/logs/v1/projects/{uuid}/export")
@Needs(Permission.LOG_EXPORT)
public class ExportResource {
    private static final Logger LOG = Logger.getLogger(ExportResource.class);

    private static final String NOTICE = "X-PromptGate-Notice";

    private final ExportSource source;
    private final ExportConfig config;
    private final ExportMeters meters;
    private final WordsWindow words;

    @Inject
    ExportResource(ExportSource source, ExportConfig config, ExportMeters meters, WordsWindow words) {
        this.words = words;
        this.source = source;
        this.config = config;
        this.meters = meters;
    }

    /** All that match, newest first. A file that could not be finished ends with a broken connection. */
    @GET
    @Operation(summary = "Writes all of a project's requests that match a filter, as NDJSON or CSV")
    public Uni<Void> export(
            @PathParam("uuid") UUID project,
            @QueryParam("q") @Nullable String q,
            @QueryParam("format") @Nullable String format,
            @QueryParam("bodies") @Nullable String bodies,
            @Context UriInfo uri,
            @Context RoutingContext http) {
        QueryParameters.only(uri, List.of("q", "format", "bodies"));
        boolean withBodies = QueryParameters.flag("bodies", bodies);
        Instant now = Clock.systemUTC().instant();
        Bounded searched = words.of(QueryParameters.filter(q), now);
        Walk walk = new Walk(project, searched.filter(), now, withBodies);
        HttpServerResponse response = http.response();
        String notice = searched.notice();
        if (notice != null) {
            response.putHeader(NOTICE, notice);
        }
        Download download = new Download(response, format(format, withBodies), "requests-" + project, config.stall());
        if (!meters.in()) {
            throw ProblemException.unavailable("As many exports run as are allowed at a time; try again.");
        }
        return written(walk, download)
                .onFailure(_ -> download.begun() || response.closed())
                .recoverWithUni(fault -> broken(response, fault))
                .onTermination()
                .invoke(meters::out);
    }

    private Uni<Void> written(Walk walk, Download download) {
        return source.pages(walk)
                .onItem()
                .transformToUniAndConcatenate(
                        page -> download.write(page.in(download.format())).invoke(() -> meters.wrote(page.rows())))
                .onItem()
                .ignoreAsUni()
                .chain(download::end);
    }

    private Uni<Void> broken(HttpServerResponse response, Throwable fault) {
        LOG.debug("An export ends before its last row", fault);
        meters.broke();
        if (!response.closed()) {
            response.reset();
        }
        return Uni.createFrom().voidItem();
    }

    private static Format format(@Nullable String format, boolean bodies) {
        return switch (format) {
            case null -> new Ndjson(bodies);
            case "ndjson" -> new Ndjson(bodies);
            case "csv" -> new Csv(bodies);
            default -> throw ProblemException.badParameter("format", "must be ndjson or csv");
        };
    }
}
