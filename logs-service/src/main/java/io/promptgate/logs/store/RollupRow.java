package io.promptgate.logs.store;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The figures of one combination in one minute, hour or day.
 *
 * @param start its first instant
 */
record RollupRow(Instant start, UUID key, Tally tally) {

    OffsetDateTime startsAt() {
        return start.atOffset(ZoneOffset.UTC);
    }

    static RollupRow read(Row row) {
        return new RollupRow(row.getOffsetDateTime("start").toInstant(), row.getUUID("key_id"), tally(row));
    }

    /** Reads the sums, which have the names of the columns. */
    static Tally tally(Row row) {
        Tally tally = new Tally();
        tally.requests = row.getLong("requests");
        tally.errors = row.getLong("errors");
        tally.unpriced = row.getLong("unpriced");
        tally.priced = row.getLong("priced");
        tally.prompt = row.getLong("prompt");
        tally.completion = row.getLong("completion");
        tally.total = row.getLong("total");
        tally.cached = row.getLong("cached");
        tally.reasoning = row.getLong("reasoning");
        tally.cost = row.getBigDecimal("cost");
        tally.latencySum = row.getLong("latency_sum");
        tally.latency.add(row.getBuffer("latency").getBytes());
        tally.ttft.add(row.getBuffer("ttft").getBytes());
        return tally;
    }
}
