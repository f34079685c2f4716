package io.promptgate.admin.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What can be seen of the feed from outside. */
@Singleton
final class FeedMetrics {
    private final Timer writeWait;
    private final Counter lagging;

    @Inject
    FeedMetrics(MeterRegistry registry, Signals signals) {
        registry.gauge(
                "promptgate.revision", signals, known -> known.revisions().value());
        writeWait = registry.timer("promptgate.write.wait");
        lagging = registry.counter("promptgate.write.lagging");
    }

    /** Nothing but being there: a metric that is not there says less than a zero. */
    void start(@Observes StartupEvent event) {}

    /** Notes how long a write waited for the gateways and whether all of them came along. */
    void waited(Duration time, Spread spread) {
        writeWait.record(time);
        if (!spread.isWhole()) {
            lagging.increment();
        }
    }
}
