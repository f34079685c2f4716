package io.promptgate.logs.store;

import io.promptgate.service.store.PoolLimits;
import io.promptgate.service.store.StoreConfig;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Makes the pool of those who read, beside that of those who write. */
@Singleton
@ReactiveDataSource(Reads.POOL)
public final class ReadPool implements PgPoolCreator {
    private final StoreConfig store;
    private final ReadsConfig reads;

    @Inject
    ReadPool(StoreConfig store, ReadsConfig reads) {
        this.store = store;
        this.reads = reads;
    }

    @Override
    public Pool create(Input input) {
        return new PoolLimits(store.connectTimeout(), store.answerTimeout(), reads.statementTimeout(), reads.waiting())
                .pool(input);
    }
}
