package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a transaction changes in the figures: one object per transaction, told of every record that comes, goes or
 * changes, and written at its end. Figures and rows are then true together or not at all.
 */
final class RollupDeltas {
    private final Map<RollupKey, UUID> ids = new HashMap<>();
    private final Map<Cell, Tally> tallies = new HashMap<>();

    private record Cell(UUID key, Instant minute) {}

    /** A record that is new in the table of requests. */
    void added(RequestRecord record) {
        tally(record).add(record, 1);
    }

    /** A record that is taken out of the table of requests; not one that has merely expired. */
    void removed(RequestRecord record) {
        tally(record).add(record, -1);
    }

    Uni<Void> write(SqlConnection connection) {
        if (tallies.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(RollupTable.KEYS.sql())
                .execute(RollupTable.KEYS.parameters(keys()))
                .chain(() -> connection
                        .preparedQuery(RollupTable.DELTAS.sql())
                        .execute(RollupTable.DELTAS.parameters(rows())))
                .replaceWithVoid();
    }

    private Tally tally(RequestRecord record) {
        UUID key = ids.computeIfAbsent(RollupKey.of(record), RollupKey::id);
        Instant minute = RecordKey.createdAt(record.id()).toInstant().truncatedTo(ChronoUnit.MINUTES);
        return tallies.computeIfAbsent(new Cell(key, minute), _ -> new Tally());
    }

    /** In one order for all, so that two transactions that bring the same key cannot block each other for good. */
    private List<RollupKey> keys() {
        return ids.keySet().stream().sorted(Comparator.comparing(ids::get)).toList();
    }

    private List<RollupRow> rows() {
        List<RollupRow> rows = new ArrayList<>(tallies.size());
        tallies.forEach((cell, tally) -> rows.add(new RollupRow(cell.minute(), cell.key(), tally)));
        return rows;
    }
}
