package io.promptgate.logs.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** What one replica does at a time: a lock in the database that ends with the transaction. */
enum StoreLock {
    PARTITIONS(1);

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
}
