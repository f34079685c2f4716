package io.promptgate.logs.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.service.store.StoreGate;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what reads the log, on connections of its own: however many searches there are and however long they take, what
 * comes in finds its connections free. Calls fail like those of {@link RecordStore}.
 */
@Singleton
public final class Reads {
    static final String POOL = "reads";

    private final StoreGate gate;
    private final Pool pool;
    private final AtomicInteger running = new AtomicInteger();

    @Inject
    Reads(StoreGate gate, @ReactiveDataSource(POOL) Pool pool, ReadsConfig config, MeterRegistry registry) {
        this.gate = gate;
        this.pool = pool;
        Gauge.builder("promptgate.logs.reads", running, AtomicInteger::get).register(registry);
        Gauge.builder("promptgate.logs.reads.limit", config, ReadsConfig::connections)
                .register(registry);
    }

    /** Nothing but being there: a metric that is not there says less than a zero. */
    void start(@Observes StartupEvent event) {}

    Uni<RowSet<Row>> rows(String sql, Tuple parameters) {
        return gate.call(() -> {
            running.incrementAndGet();
            return pool.preparedQuery(sql).execute(parameters).onTermination().invoke(running::decrementAndGet);
        });
    }
}
