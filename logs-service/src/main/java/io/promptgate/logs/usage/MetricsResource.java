package io.promptgate.logs.usage;

import io.promptgate.common.filter.Filter;
import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.store.Figures;
import io.promptgate.logs.store.FiguresQuery;
import io.promptgate.logs.store.GapTable;
import io.promptgate.logs.store.GroupBy;
import io.promptgate.logs.store.RecordStore;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Figures of one project, or of all. */
@Path("/logs/v1")
@Produces(MediaType.APPLICATION_JSON)
public class MetricsResource {
    private static final List<String> PARAMETERS = List.of("window", "from", "to", "by", "bucket", "q");
    private static final Map<String, Duration> BUCKETS = Map.of(
            "1m", Duration.ofMinutes(1),
            "5m", Duration.ofMinutes(5),
            "1h", Duration.ofHours(1),
            "1d", Duration.ofDays(1));
    // seven days in steps of five minutes
    private static final long MOST_BUCKETS = 2_016;
    private static final int MOST_ROWS = 20_000;

    private final RecordStore store;
    private final GapTable gaps;
    private final MetricsConfig config;

    @Inject
    MetricsResource(RecordStore store, GapTable gaps, MetricsConfig config) {
        this.store = store;
        this.gaps = gaps;
        this.config = config;
    }

    /** Figures of one project. */
    @GET
    @Needs(Permission.METRICS_READ)
    @Path("/projects/{uuid}/metrics")
    @Operation(summary = "Requests, errors, latency, tokens and cost of a project, by group and bucket")
    public Uni<MetricsReply> ofProject(
            @PathParam("uuid") UUID project, @BeanParam MetricsParameters parameters, @Context UriInfo uri) {
        return answer(project, parameters, uri);
    }

    /** Figures of all projects together. */
    @GET
    @Needs(Permission.ALL_METRICS_READ)
    @Path("/metrics")
    @Operation(summary = "Requests, errors, latency, tokens and cost of all projects, by group and bucket")
    public Uni<MetricsReply> ofAll(@BeanParam MetricsParameters parameters, @Context UriInfo uri) {
        return answer(null, parameters, uri);
    }

    private Uni<MetricsReply> answer(@Nullable UUID project, MetricsParameters parameters, UriInfo uri) {
        QueryParameters.only(uri, PARAMETERS);
        Instant now = Clock.systemUTC().instant();
        Window window = Window.of(parameters.window(), parameters.from(), parameters.to(), now);
        FiguresQuery query = new FiguresQuery(
                project,
                window.from(),
                window.to(),
                by(parameters.by()),
                bucket(parameters.bucket(), window),
                filter(parameters.q(), window));
        return store.figures(query, MOST_ROWS + 1)
                .chain(figures -> gaps.dropped(project, window.from(), window.to())
                        .map(dropped -> reply(query, parameters.bucket(), figures, dropped)));
    }

    private static MetricsReply reply(
            FiguresQuery query, @Nullable String bucket, List<Figures> figures, long dropped) {
        if (figures.size() > MOST_ROWS) {
            throw ProblemException.badParameter(
                    "by", "gives more than " + MOST_ROWS + " groups and buckets; narrow the window or the filter");
        }
        return Metrics.reply(query, bucket, figures, dropped);
    }

    private Filter filter(@Nullable String q, Window window) {
        Filter filter = QueryParameters.filter(q);
        if (RecordStore.readsRows(filter) && window.length().compareTo(config.rowsWindow()) > 0) {
            throw ProblemException.badParameter(
                    "q",
                    "needs every request one by one: at most "
                            + config.rowsWindow().toDays()
                            + " days. With provider, model, alias, token, endpoint and times alone any window will do");
        }
        return filter;
    }

    private static GroupBy by(@Nullable String text) {
        if (text == null) {
            return GroupBy.PROVIDER;
        }
        return Arrays.stream(GroupBy.values())
                .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.badParameter("by", "must be provider, model, alias, token or endpoint"));
    }

    private static @Nullable Duration bucket(@Nullable String text, Window window) {
        if (text == null) {
            return null;
        }
        Duration bucket = BUCKETS.get(text);
        if (bucket == null) {
            throw ProblemException.badParameter("bucket", "must be 1m, 5m, 1h or 1d");
        }
        if (window.length().dividedBy(bucket) > MOST_BUCKETS) {
            throw ProblemException.badParameter(
                    "bucket", "is too short for the window: at most " + MOST_BUCKETS + " buckets");
        }
        return bucket;
    }
}
