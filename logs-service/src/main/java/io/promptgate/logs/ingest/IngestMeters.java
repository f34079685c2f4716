package io.promptgate.logs.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What Prometheus is told of ingestion. */
@Singleton
public final class IngestMeters {
    private final Counter ingested;
    private final Counter duplicates;
    private final Counter rejected;
    private final Timer batch;

    @Inject
    IngestMeters(MeterRegistry registry) {
        this.ingested = counter(registry, "promptgate.logs.ingested", "Records that are new and kept");
        this.duplicates = counter(registry, "promptgate.logs.duplicates", "Records that were known already");
        this.rejected = counter(registry, "promptgate.logs.rejected", "Lines that hold no record that can be kept");
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

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
