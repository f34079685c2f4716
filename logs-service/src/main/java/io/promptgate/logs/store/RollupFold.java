package io.promptgate.logs.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Folds deltas into minutes, hours and days: what is taken from the one is in the others when the transaction commits.
 * One replica at a time, under a lock in the database.
 */
@Singleton
public final class RollupFold {
    private static final String TAKE = "DELETE FROM logs.rollup_delta WHERE ctid = ANY (ARRAY("
            + "SELECT ctid FROM logs.rollup_delta LIMIT $1)) RETURNING " + RollupTable.NAMES;

    private final Pool pool;

    private record Cell(UUID key, Instant start) {}

    @Inject
    RollupFold(Pool pool) {
        this.pool = pool;
    }

    /**
     * Folds at most so many deltas.
     *
     * @return how many; 0 also while another replica does it
     */
    public Uni<Integer> fold(int most) {
        return pool.withTransaction(connection -> StoreLock.ROLLUPS
                .tryTake(connection)
                .chain(taken ->
                        taken ? fold(connection, most) : Uni.createFrom().item(0)));
    }

    private static Uni<Integer> fold(SqlConnection connection, int most) {
        return connection.preparedQuery(TAKE).execute(Tuple.of(most)).chain(rows -> {
            List<RollupRow> deltas = read(rows);
            return deltas.isEmpty()
                    ? Uni.createFrom().item(0)
                    : Multi.createFrom()
                            .items(RollupLevel.values())
                            .onItem()
                            .transformToUniAndConcatenate(level -> fold(connection, level, deltas))
                            .collect()
                            .last()
                            .replaceWith(deltas.size());
        });
    }

    private static Uni<Boolean> fold(SqlConnection connection, RollupLevel level, List<RollupRow> deltas) {
        Map<Cell, Tally> sums = new HashMap<>();
        deltas.forEach(delta -> add(sums, new Cell(delta.key(), level.floor(delta.start())), delta.tally()));
        return existing(connection, level, sums).chain(rows -> {
            read(rows).forEach(row -> add(sums, new Cell(row.key(), row.start()), row.tally()));
            List<RollupRow> whole = new ArrayList<>(sums.size());
            sums.forEach((cell, tally) -> whole.add(new RollupRow(cell.start(), cell.key(), tally)));
            return connection
                    .preparedQuery(level.write().sql())
                    .execute(level.write().parameters(whole))
                    .replaceWith(true);
        });
    }

    private static Uni<RowSet<Row>> existing(SqlConnection connection, RollupLevel level, Map<Cell, Tally> cells) {
        UUID[] keys = cells.keySet().stream().map(Cell::key).toArray(UUID[]::new);
        OffsetDateTime[] starts = cells.keySet().stream()
                .map(cell -> cell.start().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return connection
                .preparedQuery("SELECT " + RollupTable.NAMES + " FROM " + level.table()
                        + " JOIN unnest($1::uuid[], $2::timestamptz[]) AS wanted (key_id, start)"
                        + " USING (key_id, start)")
                .execute(Tuple.of(keys, starts));
    }

    private static void add(Map<Cell, Tally> sums, Cell cell, Tally tally) {
        sums.computeIfAbsent(cell, _ -> new Tally()).add(tally);
    }

    private static List<RollupRow> read(RowSet<Row> rows) {
        List<RollupRow> result = new ArrayList<>(rows.size());
        rows.forEach(row -> result.add(RollupRow.read(row)));
        return result;
    }
}
