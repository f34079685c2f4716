package io.promptgate.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.event.RequestRecord;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Counts each record that is lost, per project: in a metric, and for the log itself. Thread-safe; never waits long. */
final class Drops {
    private static final Logger LOG = Logger.getLogger(Drops.class);
    /** So that no metric has more labels than a Prometheus likes. */
    static final int MOST_LABELS = 100;

    private final MeterRegistry metrics;
    private final Gaps gaps;
    private final Map<UUID, Counter> counters = new ConcurrentHashMap<>();

    Drops(MeterRegistry metrics, Gaps gaps) {
        this.metrics = metrics;
        this.gaps = gaps;
    }

    void lost(RequestRecord record) {
        UUID project = record.client().projectUuid();
        counter(project).increment();
        gaps.add(project, record.createdAt());
    }

    /** A line that logs-service will never take. */
    void lost(byte[] bytes, int offset, int length) {
        try {
            lost(RecordCodec.read(bytes, offset, length));
        } catch (IOException e) {
            LOG.errorf("a line that logs-service refused is no record: %s", e.getMessage());
        }
    }

    Gaps gaps() {
        return gaps;
    }

    private Counter counter(UUID project) {
        Counter known = counters.get(project);
        if (known != null) {
            return known;
        }
        String label = counters.size() < MOST_LABELS ? project.toString() : "other";
        Counter counter = metrics.counter("promptgate.records.dropped", "project", label);
        return label.equals("other") ? counter : counters.computeIfAbsent(project, _ -> counter);
    }
}
