package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.logs.store.RecordWalk.Walk;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes records and their bodies out of the log for good. Each batch is one transaction with the correction of the
 * figures and the audit's row, so that rows, figures and audit are true together. Calls fail like those of
 * {@link RecordStore}.
 */
@Singleton
public final class Removal {
    private static final String REQUESTS = "DELETE FROM logs.request r USING unnest($1::timestamptz[], $2::uuid[])"
            + " AS k (at, id) WHERE r.created_at = k.at AND r.id = k.id"
            // lets PostgreSQL leave out the other days' partitions
            + " AND r.created_at >= $3 AND r.created_at <= $4 RETURNING " + RowReader.FACTS;
    private static final String BODIES = "DELETE FROM logs.request_body b USING unnest($1::timestamptz[], $2::uuid[])"
            + " AS k (at, id) WHERE b.created_at = k.at AND b.id = k.id AND b.created_at >= $3 AND b.created_at <= $4";

    private final StoreGate gate;
    private final Pool pool;
    private final RecordWalk walker;

    @Inject
    Removal(StoreGate gate, Pool pool, RecordWalk walker) {
        this.gate = gate;
        this.pool = pool;
        this.walker = walker;
    }

    /**
     * What became of a batch.
     *
     * @param removed how many records are gone
     * @param last where the next batch begins; null = there are no more
     */
    public record Batch(int removed, @Nullable UUID last) {}

    /** Removes the newest records that match, at most {@code limit}, and older than {@code before}. */
    public Uni<Batch> batch(Walk walk, @Nullable UUID before, int limit, AuditEntry audit) {
        return walker.page(walk, before, limit).chain(found -> {
            UUID last = found.size() < limit ? null : found.getLast().id();
            return found.isEmpty()
                    ? Uni.createFrom().item(new Batch(0, null))
                    : gate.call(() -> pool.withTransaction(connection -> remove(connection, found, audit)))
                            .map(removed -> new Batch(removed, last));
        });
    }

    private static Uni<Integer> remove(SqlConnection connection, List<RequestRecord> found, AuditEntry audit) {
        Tuple keys = keys(found);
        RollupDeltas deltas = new RollupDeltas();
        return connection.preparedQuery(REQUESTS).execute(keys).chain(rows -> {
            // as they are at this moment: one may have been priced anew since it was found
            StreamSupport.stream(rows.spliterator(), false)
                    .map(RowReader::facts)
                    .forEach(deltas::removed);
            int removed = rows.size();
            return connection
                    .preparedQuery(BODIES)
                    .execute(keys)
                    .chain(() -> deltas.write(connection))
                    .chain(() -> AuditTable.removed(connection, audit, removed))
                    .replaceWith(removed);
        });
    }

    private static Tuple keys(List<RequestRecord> records) {
        OffsetDateTime[] times =
                records.stream().map(r -> RecordKey.createdAt(r.id())).toArray(OffsetDateTime[]::new);
        UUID[] ids = records.stream().map(RequestRecord::id).toArray(UUID[]::new);
        // newest first
        return Tuple.of(times, ids, times[times.length - 1], times[0]);
    }
}
