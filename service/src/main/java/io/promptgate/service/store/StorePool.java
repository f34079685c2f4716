package io.promptgate.service.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes the pool with this service's limits, and remembers how it connects. */
@Singleton
public final class StorePool implements PgPoolCreator {
    // ends connections to a server that vanished without a word, and those that nobody uses
    private static final int SILENCE_SECONDS = 60;

    private final StoreConfig config;
    private volatile Optional<PgConnectOptions> options = Optional.empty();

    @Inject
    StorePool(StoreConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(
                server -> server.setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setTcpKeepAlive(true));
        options = Optional.of(new PgConnectOptions(servers.get(0)));
        servers.forEach(server -> server.setIdleTimeout(SILENCE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS));
        return PgBuilder.pool()
                .with(limited(input.poolOptions()))
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .withConnectHandler(this::limit)
                .build();
    }

    /** How the pool connects to its first server; empty until the pool was used for the first time. */
    public Optional<PgConnectOptions> options() {
        return options.map(PgConnectOptions::new);
    }

    private PoolOptions limited(PoolOptions pool) {
        return pool.setMaxWaitQueueSize(config.waiting())
                .setConnectionTimeout((int) config.answerTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /** By a statement, not by a start parameter, which connection poolers in between refuse. */
    private void limit(SqlConnection connection) {
        connection
                .query("SET statement_timeout = " + config.statementTimeout().toMillis())
                .execute()
                .onComplete(_ -> connection.close());
    }
}
