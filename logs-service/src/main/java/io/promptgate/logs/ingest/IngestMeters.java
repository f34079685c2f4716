package io.promptgate.logs.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** What Prometheus is told of ingestion. */
@Singleton
public final class IngestMeters {
    private final Counter ingested;
    private final Counter duplicates;
    private final Counter rejected;
    private final Counter dropped;
    private final Timer batch;
    private final Timer lag;

    @Inject
    IngestMeters(MeterRegistry registry) {
        this.ingested = counter(registry, "promptgate.logs.ingested", "Records that are new and kept");
        this.duplicates = counter(registry, "promptgate.logs.duplicates", "Records that were known already");
        this.rejected = counter(registry, "promptgate.logs.rejected", "Lines that hold no record that can be kept");
        this.dropped = counter(registry, "promptgate.logs.dropped", "Records that gateways had to drop, as they told");
        this.lag = Timer.builder("promptgate.logs.lag")
                .description("From the end of a batch's youngest request to its commit")
                .register(registry);
        this.batch = Timer.builder("promptgate.logs.batch")
                .description("From the end of a batch's last byte to its commit")
                .register(registry);
    }

    void took(IngestReply reply, long startNanos) {
        ingested.increment(reply.accepted());
        duplicates.increment(reply.duplicates());
        rejected.increment(reply.rejected().size());
        batch.record(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /** Notes how far the log is behind, and what was lost on the way. */
    void took(Batch kept) {
        kept.gaps().forEach(gap -> dropped.increment((double) gap.dropped()));
        Instant now = Clock.systemUTC().instant();
        kept.records().stream()
                .map(record -> record.createdAt().plusMillis(record.timing().latencyMs()))
                .max(Comparator.naturalOrder())
                .ifPresent(end -> lag.record(Duration.between(end.isBefore(now) ? end : now, now)));
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
