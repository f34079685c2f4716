package io.promptgate.logs.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much the service takes at a time. */
@ConfigMapping(prefix = "promptgate.ingest")
public interface IngestConfig {
    /** The largest batch in bytes; a larger one is answered with 413. Room for three records of 20 MiB bodies. */
    @WithDefault("64M")
    MemorySize maxBody();

    /** The most records in a batch; more are answered with 413. It bounds one transaction. */
    @WithDefault("20000")
    int maxRecords();

    /**
     * The bytes of all batches being taken at the same time; a batch beyond is answered with 503 and comes again. The
     * heap needs about five times as much while they are stored. At least {@link #maxBody}.
     */
    @WithDefault("128M")
    MemorySize maxInFlight();
}
