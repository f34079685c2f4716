package io.promptgate.service.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The bounds of a pool of connections.
 *
 * @param connect for a connection to be made
 * @param answer for a connection to become free
 * @param statement for one statement; PostgreSQL itself ends it then
 * @param waiting how many calls may wait for a free connection
 */
public record PoolLimits(Duration connect, Duration answer, Duration statement, int waiting) {
    // ends connections to a server that vanished without a word, and those that nobody uses
    private static final int SILENCE_SECONDS = 60;

    /** The pool that Quarkus asks for, within these bounds. */
    public Pool pool(PgPoolCreator.Input input) {
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(server -> server.setConnectTimeout((int) connect.toMillis())
                .setTcpKeepAlive(true)
                .setIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setMaxWaitQueueSize(waiting)
                        .setConnectionTimeout((int) answer.toMillis())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .withConnectHandler(this::limit)
                .build();
    }

    /** By a statement, not by a start parameter, which connection poolers in between refuse. */
    private void limit(SqlConnection connection) {
        connection
                .query("SET statement_timeout = " + statement.toMillis())
                .execute()
                .onComplete(_ -> connection.close());
    }
}
