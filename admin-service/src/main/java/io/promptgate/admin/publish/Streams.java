package io.promptgate.admin.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.config.CredentialProbe;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The gateways' streams that this replica of the service feeds. Thread-safe. */
@Singleton
public final class Streams {
    private final Map<HttpServerResponse, String> open = new ConcurrentHashMap<>();

    @Inject
    Streams(MeterRegistry registry) {
        registry.gaugeMapSize("promptgate.feed.streams", Set.of(), open);
    }

    void opened(String gateway, HttpServerResponse response) {
        open.put(response, gateway);
    }

    void closed(HttpServerResponse response) {
        open.remove(response);
    }

    /** The names of the gateways, each once. */
    public Set<String> gateways() {
        return Set.copyOf(open.values());
    }

    /** Says it between two events of the gateway's stream; a gateway that has gone meanwhile does not hear it. */
    public void ask(String gateway, CredentialProbe probe) {
        open.entrySet().stream()
                .filter(stream -> stream.getValue().equals(gateway))
                .findFirst()
                .ifPresent(
                        stream -> stream.getKey().write(FeedEvent.probe(probe).text()));
    }
}
