package io.promptgate.logs.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What Prometheus is told of live views, and the bound of how many there are. */
@Singleton
public final class LiveMeters {
    private final AtomicInteger viewers = new AtomicInteger();
    private final int most;
    private final Counter events;
    private final Counter cut;

    @Inject
    LiveMeters(MeterRegistry registry, LiveConfig config) {
        this.most = config.viewers();
        Gauge.builder("promptgate.live.viewers", viewers, AtomicInteger::get).register(registry);
        Gauge.builder("promptgate.live.viewers.limit", this, meters -> meters.most)
                .register(registry);
        this.events = Counter.builder("promptgate.live.events")
                .description("Records handed to viewers")
                .register(registry);
        this.cut = Counter.builder("promptgate.live.cut")
                .description("Viewers cut off because they read too slowly")
                .register(registry);
    }

    /** Makes room for a viewer; false when there is none. Who was let in must be let {@link #out}. */
    boolean in() {
        if (viewers.incrementAndGet() <= most) {
            return true;
        }
        viewers.decrementAndGet();
        return false;
    }

    void out() {
        viewers.decrementAndGet();
    }

    void handed(int records) {
        events.increment(records);
    }

    void cut() {
        cut.increment();
    }
}
