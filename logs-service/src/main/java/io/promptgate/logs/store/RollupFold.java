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
import java.util.function.Supplier;

/**
 * Folds deltas into minutes, hours and days, of all combinations and of facets: what is taken from the one is in the
 * others when the transaction commits. One replica at a time, under a lock in the database.
 */
@Singleton
public final class RollupFold {
    private static final String TAKE = "DELETE FROM logs.rollup_delta WHERE ctid = ANY (ARRAY("
            + "SELECT ctid FROM logs.rollup_delta LIMIT $1)) RETURNING " + RollupTable.NAMES;

    private final Pool pool;

    /** Whose figures, and of which stretch of time. */
    record Cell(UUID key, Instant start) {}

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
            Map<Cell, Tally> deltas = new HashMap<>();
            rows.forEach(row -> add(deltas, RollupRow.read(row)));
            return deltas.isEmpty()
                    ? Uni.createFrom().item(0)
                    : FacetKeys.of(connection, keys(deltas))
                            .chain(facets -> fold(connection, deltas, facets))
                            .replaceWith(rows.size());
        });
    }

    private static Uni<Void> fold(SqlConnection connection, Map<Cell, Tally> deltas, FacetKeys facets) {
        List<Supplier<Uni<Void>>> steps = new ArrayList<>();
        Map<Cell, Tally> whole = deltas;
        Map<Cell, Tally> coarse = facets.sums(deltas);
        for (RollupLevel level : RollupLevel.values()) {
            Map<Cell, Tally> figures = at(level, whole);
            Map<Cell, Tally> faceted = at(level, coarse);
            steps.add(() -> fold(connection, level.table(), figures));
            steps.add(() -> fold(connection, level.facets(), facets.keptAt(level, faceted)));
            whole = figures;
            coarse = faceted;
        }
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(Supplier::get)
                .collect()
                .last();
    }

    /** Adds sums to what a table has. */
    private static Uni<Void> fold(SqlConnection connection, String table, Map<Cell, Tally> sums) {
        if (sums.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return existing(connection, table, sums).chain(rows -> {
            Map<Cell, Tally> all = new HashMap<>();
            sums.forEach((cell, tally) -> add(all, cell, tally));
            rows.forEach(row -> add(all, RollupRow.read(row)));
            List<RollupRow> whole = new ArrayList<>(all.size());
            all.forEach((cell, tally) -> whole.add(new RollupRow(cell.start(), cell.key(), tally)));
            ArrayInsert<RollupRow> write = RollupTable.level(table);
            return connection
                    .preparedQuery(write.sql())
                    .execute(write.parameters(whole))
                    .replaceWithVoid();
        });
    }

    /** The sums of a level's stretches, from those of a finer one. */
    private static Map<Cell, Tally> at(RollupLevel level, Map<Cell, Tally> finer) {
        Map<Cell, Tally> sums = new HashMap<>();
        finer.forEach((cell, tally) -> add(sums, new Cell(cell.key(), level.floor(cell.start())), tally));
        return sums;
    }

    private static UUID[] keys(Map<Cell, Tally> sums) {
        return sums.keySet().stream().map(Cell::key).distinct().toArray(UUID[]::new);
    }

    private static Uni<RowSet<Row>> existing(SqlConnection connection, String table, Map<Cell, Tally> cells) {
        UUID[] keys = cells.keySet().stream().map(Cell::key).toArray(UUID[]::new);
        OffsetDateTime[] starts = cells.keySet().stream()
                .map(cell -> cell.start().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return connection
                .preparedQuery("SELECT " + RollupTable.NAMES + " FROM " + table
                        + " JOIN unnest($1::uuid[], $2::timestamptz[]) AS wanted (key_id, start)"
                        + " USING (key_id, start)")
                .execute(Tuple.of(keys, starts));
    }

    private static void add(Map<Cell, Tally> sums, RollupRow row) {
        add(sums, new Cell(row.key(), row.start()), row.tally());
    }

    static void add(Map<Cell, Tally> sums, Cell cell, Tally tally) {
        sums.computeIfAbsent(cell, _ -> new Tally()).add(tally);
    }
}
