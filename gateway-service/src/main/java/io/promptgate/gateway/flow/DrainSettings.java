package io.promptgate.gateway.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a gateway comes to its end. */
@ConfigMapping(prefix = "promptgate.drain")
public interface DrainSettings {

    /** How long requests under way may take after SIGTERM; what takes longer is ended with an error of its own. */
    @WithDefault("20s")
    Duration timeout();
}
