package io.promptgate.admin.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How credentials are tested. */
@ConfigMapping(prefix = "promptgate.credential-test")
public interface ProbeConfig {
    /** For the provider to answer a gateway, connecting included. Ten seconds: lists of models take one at most. */
    @WithDefault("10s")
    Duration timeout();

    /** At least so long between two tests of one credential. */
    @WithDefault("5s")
    Duration every();

    /** The most tests of all credentials together within a minute. */
    @WithDefault("30")
    int perMinute();
}
