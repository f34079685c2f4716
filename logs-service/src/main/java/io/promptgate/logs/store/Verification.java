package io.promptgate.logs.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Sums up the rows once more, by another program than the one that wrote the figures, and compares: minutes with the
 * rows, hours with their minutes, days with their hours, and coarser figures with those of all combinations. Each hour,
 * or day, in one snapshot.
 */
@Singleton
public final class Verification {
    private static final String KEEPS_ROWS = """
            NOT EXISTS (SELECT FROM logs.expired e WHERE e.before > $1 \
            AND e.project_uuid IN (%s.project_uuid, '00000000-0000-0000-0000-000000000000'))""";
    private static final String FROM_ROWS = """
            SELECT true AS expected, date_trunc('minute', r.created_at, 'UTC') AS start, \
            logs.rollup_key_id(r.project_uuid, r.provider, r.model, r.alias, r.token_id, r.token_name, \
            r.endpoint_slug) AS key_id, %s, (array_agg(r.project_uuid))[1] AS project_uuid, \
            min(r.provider) AS provider, min(r.model) AS model, min(r.alias) AS alias, \
            (array_agg(r.token_id))[1] AS token_id, min(r.endpoint_slug) AS endpoint_slug \
            FROM logs.request r WHERE r.created_at >= $1 AND r.created_at < $2 AND %s GROUP BY 2, 3""".formatted(RollupSql.ROW_SUMS, KEEPS_ROWS.formatted("r"));
    private static final String DIMENSIONS =
            "k.project_uuid, k.provider, k.model, k.alias, k.token_id, k.endpoint_slug";

    private final Reads reads;

    private record Cell(UUID key, Instant start) {}

    @Inject
    Verification(Reads reads) {
        this.reads = reads;
    }

    /** Verifies whole hours, and whole days where there are any; times in between count to the hour they are in. */
    public Uni<Verified> verify(Instant from, Instant to) {
        Span hours = new Span(RollupLevel.HOUR.floor(from), RollupLevel.HOUR.ceiling(to));
        Span days = new Span(RollupLevel.DAY.ceiling(hours.from()), RollupLevel.DAY.floor(hours.to()));
        Duration hour = Duration.ofHours(1);
        return each(hours, hour, this::minutes)
                .chain(sum -> each(hours, hour, span -> level(RollupLevel.HOUR, RollupLevel.MINUTE, span))
                        .map(sum::plus))
                .chain(sum -> each(days, Duration.ofDays(1), span -> level(RollupLevel.DAY, RollupLevel.HOUR, span))
                        .map(sum::plus))
                .chain(sum -> each(hours, hour, span -> facets(RollupLevel.MINUTE, span))
                        .map(sum::plus))
                .chain(sum -> each(hours, hour, span -> facets(RollupLevel.HOUR, span))
                        .map(sum::plus))
                .chain(sum -> each(days, Duration.ofDays(1), span -> facets(RollupLevel.DAY, span))
                        .map(sum::plus));
    }

    private Uni<Verified> minutes(Span hour) {
        String kept = "SELECT false, start, key_id, " + RollupSql.SUMS + ", " + DIMENSIONS + " FROM ("
                + all("logs.rollup_minute") + " UNION ALL " + all("logs.rollup_delta")
                + ") AS m JOIN logs.rollup_key k ON k.id = m.key_id WHERE " + KEEPS_ROWS.formatted("k")
                + " GROUP BY start, key_id, k.id";
        String sql = FROM_ROWS + " UNION ALL " + kept;
        return compare(sql, hour).map(Verification::withTotals);
    }

    private Uni<Verified> level(RollupLevel level, RollupLevel finer, Span span) {
        String wanted = "SELECT true AS expected, $1::timestamptz AS start, key_id, " + RollupSql.SUMS + " FROM ("
                + all(finer.table()) + ") AS f GROUP BY 3";
        String sql = "SELECT " + DIMENSIONS + ", s.* FROM (" + wanted + " UNION ALL SELECT false, " + RollupTable.NAMES
                + " FROM " + level.table()
                + " WHERE start >= $1 AND start < $2) AS s JOIN logs.rollup_key k ON k.id = s.key_id";
        return compare(sql, span).map(pairs -> differences(pairs, level.word()));
    }

    /** The coarser figures with those of all combinations, in the same stretches of time. */
    private Uni<Verified> facets(RollupLevel level, Span span) {
        String wanted = "SELECT true AS expected, s.start, f.id AS key_id, " + RollupSql.SUMS + " FROM ("
                + all(level.table()) + ") AS s JOIN logs.rollup_facet_of f ON f.key_id = s.key_id"
                + " WHERE " + FacetKeys.keptAt(level)
                + " GROUP BY 2, 3";
        String sql = "SELECT " + DIMENSIONS + ", s.* FROM (" + wanted + " UNION ALL SELECT false, " + RollupTable.NAMES
                + " FROM " + level.facets()
                + " WHERE start >= $1 AND start < $2) AS s JOIN logs.rollup_facet_key k ON k.id = s.key_id";
        return compare(sql, span).map(pairs -> differences(pairs, level.word() + " facet"));
    }

    private Uni<List<TallyPair>> compare(String sql, Span span) {
        Tuple times = Tuple.of(span.from().atOffset(ZoneOffset.UTC), span.to().atOffset(ZoneOffset.UTC));
        return reads.rows(sql, times).map(Verification::pairs);
    }

    private static List<TallyPair> pairs(RowSet<Row> rows) {
        Map<Cell, TallyPair> pairs = new LinkedHashMap<>();
        rows.forEach(row -> {
            Cell cell = new Cell(
                    row.getUUID("key_id"), row.getOffsetDateTime("start").toInstant());
            TallyPair pair = pairs.computeIfAbsent(cell, _ -> new TallyPair(row));
            (row.getBoolean("expected") ? pair.expected : pair.found).add(RollupRow.tally(row));
        });
        return List.copyOf(pairs.values());
    }

    private static Verified withTotals(List<TallyPair> pairs) {
        Tally rows = new Tally();
        Tally kept = new Tally();
        pairs.forEach(pair -> {
            rows.add(pair.expected);
            kept.add(pair.found);
        });
        return new Verified(rows.requests, kept.requests, rows.cost, kept.cost, 0, List.of())
                .plus(differences(pairs, RollupLevel.MINUTE.word()));
    }

    private static Verified differences(List<TallyPair> pairs, String level) {
        List<Difference> all = new ArrayList<>();
        long found = 0;
        for (TallyPair pair : pairs) {
            List<Difference> own = pair.differences(level);
            found += own.size();
            own.stream().limit(Verified.MOST_TOLD - all.size()).forEach(all::add);
        }
        return new Verified(0, 0, Verified.NOTHING.costUsd(), Verified.NOTHING.rollupCostUsd(), found, all);
    }

    /** Part after part, so that no statement takes long. */
    private static Uni<Verified> each(Span span, Duration step, Function<Span, Uni<Verified>> verify) {
        List<Span> parts = new ArrayList<>();
        for (Instant at = span.from(); at.isBefore(span.to()); at = at.plus(step)) {
            parts.add(new Span(at, at.plus(step)));
        }
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(verify::apply)
                .collect()
                .asList()
                .map(all -> all.stream().reduce(Verified.NOTHING, Verified::plus));
    }

    private static String all(String table) {
        return "SELECT " + RollupTable.NAMES + " FROM " + table + " WHERE start >= $1 AND start < $2";
    }
}
