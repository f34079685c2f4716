package io.promptgate.logs.store;

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
import java.util.concurrent.TimeUnit;

/** Makes the pool with this service's limits. */
@Singleton
public final class StorePool implements PgPoolCreator {
    private final StoreConfig config;

    @Inject
    StorePool(StoreConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(
                server -> server.setConnectTimeout((int) config.connectTimeout().toMillis()));
        PoolOptions options = input.poolOptions()
                .setMaxWaitQueueSize(config.waiting())
                .setConnectionTimeout((int) config.answerTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .withConnectHandler(this::limit)
                .build();
    }

    /** By a statement, not by a start parameter, which connection poolers in between refuse. */
    private void limit(SqlConnection connection) {
        connection
                .query("SET statement_timeout = " + config.statementTimeout().toMillis())
                .execute()
                .onComplete(_ -> connection.close());
    }
}
