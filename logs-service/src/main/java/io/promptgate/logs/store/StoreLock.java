package io.promptgate.logs.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** What one replica does at a time: a lock in the database that ends with the transaction. */
enum StoreLock {
    PARTITIONS(1),
    ROLLUPS(2),
    RETENTION(3);

    // any number that nobody else takes in this database
    private static final int FAMILY = 0x7067_6c6f;

    private final int number;

    StoreLock(int number) {
        this.number = number;
    }

    /** Waits for the lock, as long as the transaction's {@code lock_timeout} allows. */
    Uni<Void> take(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT pg_advisory_xact_lock($1, $2)")
                .execute(Tuple.of(FAMILY, number))
                .replaceWithVoid();
    }

    /** Takes the lock if it is free. */
    Uni<Boolean> tryTake(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT pg_try_advisory_xact_lock($1, $2) AS taken")
                .execute(Tuple.of(FAMILY, number))
                .map(rows -> rows.iterator().next().getBoolean("taken"));
    }
}
