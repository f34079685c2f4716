package io.promptgate.logs.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Figures computed from the rows, in one pass for the whole time and its buckets. */
final class FiguresSql {
    private static final String AGGREGATES = """
            count(*) AS requests, \
            count(*) FILTER (WHERE NOT ok) AS errors, \
            count(*) FILTER (WHERE cost_usd IS NULL AND provider IS NOT NULL AND (ok OR total_tokens > 0)) AS unpriced, \
            round(avg(latency_ms), 1) AS latency_avg, \
            percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY latency_ms) AS latency, \
            percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY ttft_ms) AS ttft, \
            coalesce(sum(prompt_tokens), 0)::bigint AS prompt, \
            coalesce(sum(completion_tokens), 0)::bigint AS completion, \
            coalesce(sum(total_tokens), 0)::bigint AS total, \
            coalesce(sum(cached_tokens), 0)::bigint AS cached, \
            coalesce(sum(reasoning_tokens), 0)::bigint AS reasoning, \
            sum(cost_usd) AS cost""";

    private final Parameters parameters = new Parameters();
    private final String sql;

    /** The statement for this query; at most {@code most} groups and buckets come back. */
    FiguresSql(FiguresQuery query, Instant now, int most) {
        String where = where(query, now);
        String bucket = query.bucket() == null ? "NULL::timestamptz" : bucket(query.bucket());
        String sets = query.bucket() == null ? "(key)" : "(key), (key, bucket)";
        String name = query.by() == GroupBy.TOKEN ? "max(token_name)" : "NULL::text";
        this.sql = """
                WITH matched AS (SELECT r.*, %s AS key, %s AS bucket FROM logs.request r WHERE %s) \
                SELECT key, %s AS name, %s AS bucket, %s FROM matched GROUP BY GROUPING SETS (%s) \
                ORDER BY bucket NULLS FIRST, requests DESC, key LIMIT %s""".formatted(
                        query.by().column(),
                        bucket,
                        where,
                        name,
                        query.bucket() == null ? "NULL::timestamptz" : "bucket",
                        AGGREGATES,
                        sets,
                        parameters.add(most));
    }

    String sql() {
        return sql;
    }

    Tuple parameters() {
        return parameters.tuple();
    }

    static Figures read(Row row) {
        Long[] latency = row.getArrayOfLongs("latency");
        Long[] ttft = row.getArrayOfLongs("ttft");
        OffsetDateTime bucket = row.getOffsetDateTime("bucket");
        return new Figures(
                row.getString("key"),
                row.getString("name"),
                bucket == null ? null : bucket.toInstant(),
                row.getLong("requests"),
                row.getLong("errors"),
                row.getLong("unpriced"),
                new Figures.Latency(row.getBigDecimal("latency_avg"), latency[0], latency[1], latency[2]),
                ttft == null ? new Figures.Ttft(null, null) : new Figures.Ttft(ttft[0], ttft[1]),
                new Figures.Tokens(
                        row.getLong("prompt"),
                        row.getLong("completion"),
                        row.getLong("total"),
                        row.getLong("cached"),
                        row.getLong("reasoning")),
                row.getBigDecimal("cost"));
    }

    private String where(FiguresQuery query, Instant now) {
        String project = query.project() == null ? "" : "r.project_uuid = " + parameters.add(query.project()) + " AND ";
        String time = "r.created_at >= " + time(query.from()) + " AND r.created_at < " + time(query.to());
        return project + time + " AND " + new FilterToSql(parameters, now).condition(query.filter());
    }

    private String bucket(@Nullable Duration length) {
        return "date_bin(make_interval(secs => " + parameters.add(length == null ? 0.0 : (double) length.toSeconds())
                + "), r.created_at, 'epoch'::timestamptz)";
    }

    private String time(Instant instant) {
        return parameters.add(instant.atOffset(ZoneOffset.UTC));
    }
}
