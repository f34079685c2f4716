package io.promptgate.logs.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;

/**
 * The days that the tables of requests and bodies are divided into. A record whose day has no partition is kept in the
 * default partition until {@link #make} gives its day one. Safe with any number of replicas.
 */
@Singleton
public final class Partitions {
    /** How far back a record may lie and still get its day's partition; older ones stay where they are. */
    static final int DAYS_BACK = 400;

    private static final String MISSING = """
            WITH today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS day), wanted AS ( \
            SELECT t.name, today.day + ahead AS day FROM today, unnest(ARRAY['request', 'request_body']) AS t (name), \
            generate_series(-1, $1::int) AS ahead \
            UNION SELECT 'request', (created_at AT TIME ZONE 'UTC')::date FROM logs.request_default, today \
            WHERE created_at >= today.day - $2::int AND created_at < today.day + $1::int + 1 \
            UNION SELECT 'request_body', (created_at AT TIME ZONE 'UTC')::date FROM logs.request_body_default, today \
            WHERE created_at >= today.day - $2::int AND created_at < today.day + $1::int + 1) \
            SELECT name, day FROM wanted \
            WHERE to_regclass('logs.' || name || '_' || to_char(day, 'YYYYMMDD')) IS NULL ORDER BY day, name""";
    // those who write wait as long as this does for those who read
    private static final String PATIENCE = "SET LOCAL lock_timeout = '3s'";

    private final Pool pool;

    @Inject
    Partitions(Pool pool) {
        this.pool = pool;
    }

    /**
     * Makes the partitions of yesterday, today and so many days to come, and of the days of which the default partition
     * has records.
     *
     * @return how many were made; fails when one that is read or written all the time could not be made now
     */
    public Uni<Integer> make(int daysAhead) {
        return pool.preparedQuery(MISSING)
                .execute(Tuple.of(daysAhead, DAYS_BACK))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(this::make)
                .collect()
                .asList()
                .map(made -> (int) made.stream().filter(one -> one).count());
    }

    /** One at a time and each on its own, so that no call waits for more than one of them. */
    private Uni<Boolean> make(Row missing) {
        return pool.withTransaction(connection -> connection
                .query(PATIENCE)
                .execute()
                .chain(() -> StoreLock.PARTITIONS.take(connection))
                .chain(() -> make(connection, missing.getString("name"), missing.getLocalDate("day"))));
    }

    private static Uni<Boolean> make(SqlConnection connection, String table, LocalDate day) {
        return connection
                .preparedQuery("SELECT logs.make_partition($1, $2) AS made")
                .execute(Tuple.of(table, day))
                .map(rows -> rows.iterator().next().getBoolean("made"));
    }
}
