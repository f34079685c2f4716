package io.promptgate.admin.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The pace of the feed. */
@ConfigMapping(prefix = "promptgate.feed")
public interface FeedConfig {
    /** How long a stream is silent at most. Five seconds: three of them fit into {@link #liveFor}. */
    @WithDefault("5s")
    Duration heartbeat();

    /** How long after its last word a gateway counts as live, so that writes wait for it. */
    @WithDefault("15s")
    Duration liveFor();

    /** How long a write waits for the live gateways at most. */
    @WithDefault("2s")
    Duration writeWait();

    /** How often the head is read, in case a notification was missed. */
    @WithDefault("1s")
    Duration poll();

    /** The most revisions that one event bridges; beyond it the whole configuration is cheaper. */
    @WithDefault("1000")
    int maxBridge();
}
