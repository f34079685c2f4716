package io.promptgate.gateway.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How admin-service is told of the use of tokens. */
@ConfigMapping(prefix = "promptgate.token-use")
public interface TokenUseSettings {

    /** How often it is told; {@code last_used_at} is as old as this at most. */
    @WithDefault("15s")
    Duration interval();
}
