package io.promptgate.logs.export;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What Prometheus is told of exports, and the bound of how many there are. */
@Singleton
public final class ExportMeters {
    private final AtomicInteger running = new AtomicInteger();
    private final int most;
    private final Counter rows;
    private final Counter broken;

    @Inject
    ExportMeters(MeterRegistry registry, ExportConfig config) {
        this.most = config.atOnce();
        Gauge.builder("promptgate.export.running", running, AtomicInteger::get).register(registry);
        Gauge.builder("promptgate.export.running.limit", this, meters -> meters.most)
                .register(registry);
        this.rows = Counter.builder("promptgate.export.rows")
                .description("Rows written into exports")
                .register(registry);
        this.broken = Counter.builder("promptgate.export.broken")
                .description("Exports that ended before their last row")
                .register(registry);
    }

    /** Nothing but being there: a metric that is not there says less than a zero. */
    void start(@Observes StartupEvent event) {}

    /** Makes room for an export; false when there is none. What was let in must be let {@link #out}. */
    boolean in() {
        if (running.incrementAndGet() <= most) {
            return true;
        }
        running.decrementAndGet();
        return false;
    }

    void out() {
        running.decrementAndGet();
    }

    void wrote(int count) {
        rows.increment(count);
    }

    void broke() {
        broken.increment();
    }
}
