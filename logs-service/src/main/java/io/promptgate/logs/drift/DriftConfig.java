package io.promptgate.logs.drift;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of a provider's export is read. */
@ConfigMapping(prefix = "promptgate.drift")
public interface DriftConfig {
    /** The largest export in bytes; a larger one is answered with 413. The heap needs about ten times as much. */
    @WithDefault("8M")
    MemorySize maxBody();
}
