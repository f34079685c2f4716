package io.promptgate.gateway.record;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How records travel to logs-service. */
@ConfigMapping(prefix = "promptgate.ship")
public interface ShipSettings {

    /**
     * The most memory that records take which are neither taken by logs-service nor on disk; beyond it new ones are
     * dropped and counted.
     */
    @WithDefault("64M")
    MemorySize queue();

    /** Batches on their way at the same time; each takes a thread. */
    @WithDefault("2")
    int senders();

    /** Records in one batch. */
    @WithDefault("2000")
    int batchRecords();

    /** Bytes in one batch; a single larger record makes a batch of its own. */
    @WithDefault("4M")
    MemorySize batchBytes();

    /** How long a batch that is not full waits for company. */
    @WithDefault("50ms")
    Duration linger();

    /** Whether batches are compressed with gzip. It costs more CPU than all else that is done for a request. */
    @WithDefault("false")
    boolean compress();

    /** For logs-service to take one batch; beyond it the batch is sent again. */
    @WithDefault("10s")
    Duration timeout();

    /** The pause before a batch is sent again; it doubles up to 5 s. */
    @WithDefault("100ms")
    Duration retry();

    /** At a stop: how long logs-service may take for the last records; what is left goes to the disk. */
    @WithDefault("10s")
    Duration drain();
}
