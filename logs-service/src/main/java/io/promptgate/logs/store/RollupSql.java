package io.promptgate.logs.store;

import io.promptgate.common.filter.Filter;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures from the rollups: one statement, so that levels, deltas and the rows at the ends of the window are seen at the
 * same instant. It returns sums by group and bucket; a group may come twice, once from each source.
 */
final class RollupSql {
    /** The sums of kept figures, named as their columns. */
    static final String SUMS = """
            coalesce(sum(requests), 0)::bigint AS requests, coalesce(sum(errors), 0)::bigint AS errors, \
            coalesce(sum(unpriced), 0)::bigint AS unpriced, coalesce(sum(priced), 0)::bigint AS priced, \
            coalesce(sum(prompt), 0)::bigint AS prompt, coalesce(sum(completion), 0)::bigint AS completion, \
            coalesce(sum(total), 0)::bigint AS total, coalesce(sum(cached), 0)::bigint AS cached, \
            coalesce(sum(reasoning), 0)::bigint AS reasoning, coalesce(sum(cost), 0) AS cost, \
            coalesce(sum(latency_sum), 0)::bigint AS latency_sum, \
            string_agg(latency, ''::bytea) AS latency, string_agg(ttft, ''::bytea) AS ttft""";
    /** The sums of rows, under the same names. */
    static final String ROW_SUMS = """
            count(*) AS requests, count(*) FILTER (WHERE NOT r.ok) AS errors, \
            count(*) FILTER (WHERE r.cost_usd IS NULL AND r.provider IS NOT NULL AND (r.ok OR r.total_tokens > 0)) \
            AS unpriced, count(r.cost_usd) AS priced, \
            coalesce(sum(r.prompt_tokens), 0)::bigint AS prompt, \
            coalesce(sum(r.completion_tokens), 0)::bigint AS completion, \
            coalesce(sum(r.total_tokens), 0)::bigint AS total, \
            coalesce(sum(r.cached_tokens), 0)::bigint AS cached, \
            coalesce(sum(r.reasoning_tokens), 0)::bigint AS reasoning, \
            coalesce(sum(r.cost_usd), 0) AS cost, coalesce(sum(r.latency_ms), 0)::bigint AS latency_sum, \
            coalesce(string_agg(logs.histogram_of(r.latency_ms), ''::bytea), ''::bytea) AS latency, \
            coalesce(string_agg(logs.histogram_of(r.ttft_ms), ''::bytea), ''::bytea) AS ttft""";

    private final Parameters parameters = new Parameters();
    private final FiguresQuery query;
    private final Instant now;
    private final String sql;

    RollupSql(FiguresQuery query, Instant now, int most) {
        this.query = query;
        this.now = now;
        Span span = RollupFilter.narrowed(new Span(query.from(), query.to()), query.filter(), now);
        this.sql = span.isEmpty() ? "" : statement(RollupSpans.of(span, coarsest(query.bucket())), most);
    }

    /** Whether the filter leaves no time at all, so that there is nothing to ask. */
    boolean isEmpty() {
        return sql.isEmpty();
    }

    String sql() {
        return sql;
    }

    Tuple parameters() {
        return parameters.tuple();
    }

    private String statement(RollupSpans spans, int most) {
        List<String> parts = new ArrayList<>();
        if (!spans.minutes().isEmpty()) {
            parts.addAll(kept(spans));
        }
        if (!spans.rows().isEmpty()) {
            parts.add(rows(spans.rows()));
        }
        String limit = parameters.add(most);
        return parts.stream()
                .map(part -> "(" + part + " LIMIT " + limit + ")")
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** The figures of all combinations, and instead of them the coarser ones, where those will do. */
    private List<String> kept(RollupSpans spans) {
        Filter filter = RollupFilter.timeless(query.filter());
        Optional<RollupFacet> facet = RollupFacet.of(query.by(), filter);
        String wanted = where();
        String coarselyWanted = facet.map(one -> where(one, filter)).orElse("false");
        List<String> whole = new ArrayList<>();
        List<String> coarse = new ArrayList<>();
        whole.add(source("logs.rollup_delta", List.of(spans.minutes())));
        spans.levels().forEach((level, parts) -> {
            if (facet.filter(one -> level.keeps(one, query.project() != null)).isPresent()) {
                coarse.add(source(level.facets(), parts) + among("logs.rollup_facet_key", coarselyWanted));
            } else {
                whole.add(source(level.table(), parts)
                        + (query.project() == null ? "" : among("logs.rollup_key", wanted)));
            }
        });
        List<String> kept = new ArrayList<>();
        kept.add(sums(whole, "logs.rollup_key", wanted));
        if (!coarse.isEmpty()) {
            kept.add(sums(coarse, "logs.rollup_facet_key", coarselyWanted));
        }
        return kept;
    }

    private String sums(List<String> sources, String keys, String where) {
        return "WITH part AS (" + String.join(" UNION ALL ", sources) + ") SELECT " + group("part.start") + ", " + SUMS
                + " FROM part JOIN " + keys + " r ON r.id = part.key_id WHERE " + where + " GROUP BY 1, 3";
    }

    /** Few keys of many: asked for by the primary key, since the planner would read all of that time for the join. */
    private static String among(String keys, String where) {
        return " AND key_id = ANY (ARRAY(SELECT r.id FROM " + keys + " r WHERE " + where + "))";
    }

    private String where(RollupFacet facet, Filter filter) {
        UUID project = query.project() == null ? Expiry.EVERY : query.project();
        return "r.facet = " + parameters.add(facet.word()) + " AND r.project_uuid = " + parameters.add(project)
                + " AND " + new FilterToSql(parameters, now).condition(filter);
    }

    private String rows(List<Span> spans) {
        return "SELECT " + group("r.created_at") + ", " + ROW_SUMS + " FROM logs.request r WHERE ("
                + times("r.created_at", spans) + ") AND " + where() + " GROUP BY 1, 3";
    }

    private String source(String table, List<Span> spans) {
        return "SELECT " + RollupTable.NAMES + " FROM " + table + " WHERE (" + times("start", spans) + ")";
    }

    private String group(String time) {
        String name = query.by() == GroupBy.TOKEN ? "max(r.token_name)" : "NULL::text";
        return query.by().column() + " AS key, " + name + " AS name, " + bucket(query.bucket(), time) + " AS bucket";
    }

    private String where() {
        String project = query.project() == null ? "" : "r.project_uuid = " + parameters.add(query.project()) + " AND ";
        return project + new FilterToSql(parameters, now).condition(RollupFilter.timeless(query.filter()));
    }

    private String bucket(@Nullable Duration length, String time) {
        return length == null
                ? "NULL::timestamptz"
                : "date_bin(make_interval(secs => " + parameters.add((double) length.toSeconds()) + "), " + time
                        + ", 'epoch'::timestamptz)";
    }

    private String times(String column, List<Span> spans) {
        return spans.stream()
                .map(span -> column + " >= " + time(span.from()) + " AND " + column + " < " + time(span.to()))
                .collect(Collectors.joining(" OR "));
    }

    private String time(Instant instant) {
        return parameters.add(instant.atOffset(ZoneOffset.UTC));
    }

    /** The level that still tells the buckets apart. */
    private static RollupLevel coarsest(@Nullable Duration bucket) {
        if (bucket == null || bucket.compareTo(Duration.ofDays(1)) >= 0) {
            return RollupLevel.DAY;
        }
        return bucket.compareTo(Duration.ofHours(1)) >= 0 ? RollupLevel.HOUR : RollupLevel.MINUTE;
    }
}
