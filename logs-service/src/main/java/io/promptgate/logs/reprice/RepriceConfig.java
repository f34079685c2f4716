package io.promptgate.logs.reprice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a call that prices anew does at a time. */
@ConfigMapping(prefix = "promptgate.reprice")
public interface RepriceConfig {
    /** The records of one transaction, 1 to 20,000; ingestion of the same rows waits for it. */
    @WithDefault("1000")
    int batch();

    /** The most records that one call looks at; it then says where the next one goes on. */
    @WithDefault("1000000")
    int most();

    /** For admin-service to answer. */
    @WithDefault("5s")
    Duration timeout();
}
