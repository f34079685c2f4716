package io.promptgate.service.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes the pool with this service's limits, and remembers how it connects. */
@Singleton
public final class StorePool implements PgPoolCreator {
    private final StoreConfig config;
    private volatile Optional<PgConnectOptions> options = Optional.empty();

    @Inject
    StorePool(StoreConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        // as given, without the limits of a pooled connection
        options = Optional.of(new PgConnectOptions(input.pgConnectOptionsList().get(0))
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setTcpKeepAlive(true));
        return new PoolLimits(
                        config.connectTimeout(), config.answerTimeout(), config.statementTimeout(), config.waiting())
                .pool(input);
    }

    /** How the pool connects to its first server; empty until the pool was used for the first time. */
    public Optional<PgConnectOptions> options() {
        return options.map(PgConnectOptions::new);
    }
}
