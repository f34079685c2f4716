package io.promptgate.gateway.record;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How records wait on disk, in {@code spool} of the state folder, while logs-service is away or slow. */
@ConfigMapping(prefix = "promptgate.spool")
public interface SpoolSettings {

    /** Without it records wait in memory alone, and are gone with the process. */
    @WithDefault("true")
    boolean enabled();

    /**
     * How long a record may be neither taken by logs-service nor on disk: the most that a {@code kill -9} loses. Shorter
     * writes more that logs-service would have taken a moment later. From 20 ms to 10 s.
     */
    @WithDefault("200ms")
    Duration sync();

    /** The most that waits on disk; beyond it the oldest are kept, and new ones are dropped when the queue is full too. */
    @WithDefault("2G")
    MemorySize limit();

    /** The size of one file, which goes when logs-service has all of it; a larger single record makes a larger one. */
    @WithDefault("16M")
    MemorySize segment();
}
