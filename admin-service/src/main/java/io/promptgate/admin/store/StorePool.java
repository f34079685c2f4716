package io.promptgate.admin.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes the pool with this service's time limits, and remembers how it connects. */
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
        PoolOptions pool = input.poolOptions()
                .setConnectionTimeout((int) config.answerTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .build();
    }

    /** How the pool connects to its first server; empty until the pool was used for the first time. */
    public Optional<PgConnectOptions> options() {
        return options.map(PgConnectOptions::new);
    }
}
