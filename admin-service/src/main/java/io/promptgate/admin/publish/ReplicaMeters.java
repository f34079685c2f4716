package io.promptgate.admin.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.service.store.Migration;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** What Prometheus is told of the gateways, whichever replica of this service they follow. */
@Singleton
final class ReplicaMeters {
    private static final Logger LOG = Logger.getLogger(ReplicaMeters.class);
    private static final long EVERY_MILLIS = 5_000;

    private final Vertx vertx;
    private final Migration migration;
    private final Replicas replicas;
    private final Signals signals;
    private volatile int live;
    private volatile long lag;

    @Inject
    ReplicaMeters(Vertx vertx, Migration migration, Replicas replicas, Signals signals, MeterRegistry registry) {
        this.vertx = vertx;
        this.migration = migration;
        this.replicas = replicas;
        this.signals = signals;
        Gauge.builder("promptgate.replicas.live", this, meters -> meters.live)
                .description("Gateways that are live")
                .register(registry);
        Gauge.builder("promptgate.publish.lag", this, meters -> (double) meters.lag)
                .description("Revisions that the slowest live gateway is behind")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        migration.done().thenRun(() -> vertx.setPeriodic(EVERY_MILLIS, _ -> look()));
    }

    private void look() {
        replicas.live().subscribe().with(this::found, fault -> LOG.debug("The gateways cannot be counted now", fault));
    }

    private void found(List<Replica> found) {
        live = found.size();
        long head = signals.revisions().value();
        lag = found.stream()
                .mapToLong(replica -> Math.max(0, head - replica.revision()))
                .max()
                .orElse(0);
    }
}
