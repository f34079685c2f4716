package io.promptgate.gateway.snapshot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gateway follows admin-service. */
@ConfigMapping(prefix = "promptgate.feed")
public interface FeedSettings {

    /** For admin-service to answer. */
    @WithDefault("5s")
    Duration timeout();

    /** Silence after which the connection counts as dead; admin-service gives a sign every 5 s. */
    @WithDefault("15s")
    Duration silence();

    /** The first pause before admin-service is tried again; it doubles up to {@link #longestRetry}. */
    @WithDefault("100ms")
    Duration retry();

    /** The longest pause before admin-service is tried again. */
    @WithDefault("2s")
    Duration longestRetry();
}
