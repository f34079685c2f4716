package io.promptgate.gateway.upstream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the gateway calls providers. */
@ConfigMapping(prefix = "promptgate.upstream")
public interface UpstreamSettings {

    /** For a TCP and TLS connection to stand; beyond it 504. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** From the call to the head of the answer; beyond it 504. Reasoning models think long before they speak. */
    @WithDefault("120s")
    Duration firstByteTimeout();

    /** The longest pause within an answer; beyond it 504, or an error in the stream. */
    @WithDefault("60s")
    Duration idleTimeout();

    /**
     * Connections to one provider at a time, shared out evenly to the event loops; a stream holds one for its whole
     * length.
     */
    @WithDefault("1024")
    int maxConnections();

    /** Calls that may wait for a connection to one provider; beyond it 503 {@code overloaded}. */
    @WithDefault("1024")
    int maxWaiting();

    /** How long an unused connection is kept. Below the idle limits that providers have. */
    @WithDefault("30s")
    Duration keepAlive();

    /** The largest whole answer, and the largest single event of a stream; beyond it 502. */
    @WithDefault("32M")
    MemorySize maxReply();

    /** Certificates in PEM that are trusted beside the platform's: a company's own authority. Default: none. */
    Optional<Path> caFile();

    /** Hosts and CIDR ranges that may be called although they are loopback or private. Default: none. */
    Optional<List<String>> allow();
}
