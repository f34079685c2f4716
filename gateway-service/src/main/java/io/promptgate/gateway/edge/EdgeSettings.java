package io.promptgate.gateway.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the gateway takes from a client. */
@ConfigMapping(prefix = "promptgate.edge")
public interface EdgeSettings {

    /** The largest request body; beyond it 413. Long prompts with images reach some MiB. */
    @WithDefault("20M")
    MemorySize maxBody();

    /** The longest pause within a request body; beyond it 408. */
    @WithDefault("30s")
    Duration bodyPause();
}
