package io.promptgate.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What Prometheus sees of the traffic. Labels are few: the provider's key and the error's code, never a name that a
 * client chose. Thread-safe.
 */
@Singleton
public final class GatewayMetrics {
    private static final String NOBODY = "none";

    private final MeterRegistry registry;
    private final Counter refusedKeys;
    private final Map<String, Map<String, Timer>> requests = new ConcurrentHashMap<>();
    private final Map<String, Counter[]> tokens = new ConcurrentHashMap<>();

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.refusedKeys = registry.counter("promptgate.auth.failures", "code", ErrorCode.INVALID_API_KEY.wire());
    }

    /** A request whose token nobody knows: it belongs to no project and leaves no record. */
    void refusedKey() {
        refusedKeys.increment();
    }

    void count(RequestRecord record) {
        String provider =
                record.served().provider() == null ? NOBODY : record.served().provider();
        String code =
                record.outcome().errorCode() == null ? NOBODY : record.outcome().errorCode();
        timer(provider, code).record(record.timing().latencyMs(), TimeUnit.MILLISECONDS);
        Usage usage = record.usage();
        if (usage != null) {
            Counter[] counters = tokens.computeIfAbsent(provider, this::tokenCounters);
            counters[0].increment((double) usage.prompt());
            counters[1].increment((double) usage.completion());
        }
    }

    private Timer timer(String provider, String code) {
        return requests.computeIfAbsent(provider, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        code, c -> registry.timer("promptgate.requests", "provider", provider, "error_code", c));
    }

    private Counter[] tokenCounters(String provider) {
        return new Counter[] {
            registry.counter("promptgate.tokens", "provider", provider, "kind", "prompt"),
            registry.counter("promptgate.tokens", "provider", provider, "kind", "completion")
        };
    }
}
