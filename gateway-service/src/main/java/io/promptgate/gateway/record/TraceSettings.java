package io.promptgate.gateway.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Spans for an OpenTelemetry collector. */
@ConfigMapping(prefix = "promptgate.traces")
public interface TraceSettings {

    /** Where spans are sent by OTLP over HTTP, such as {@code http://collector:4318/v1/traces}. Default: nowhere. */
    Optional<URI> endpoint();

    /**
     * Whether providers are told of the trace ({@code traceparent}, W3C Trace Context). Off, since it tells a third party
     * which requests belong together.
     */
    @WithDefault("false")
    boolean forward();

    /** Requests whose spans wait; beyond it their spans are dropped and counted. */
    @WithDefault("4096")
    int queue();

    /** How long spans wait for company. */
    @WithDefault("1s")
    Duration linger();

    /** For the collector to take a batch; then it is given up and counted. */
    @WithDefault("10s")
    Duration timeout();
}
