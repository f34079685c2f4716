package io.promptgate.logs.live;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How live views are served. */
@ConfigMapping(prefix = "promptgate.live")
public interface LiveConfig {
    /** How many viewers one replica serves; more are answered with 503. */
    @WithDefault("1000")
    int viewers();

    /** The bytes of events that wait for one viewer; one that falls further behind is cut. */
    @WithDefault("1M")
    MemorySize buffer();

    /** How often the store is asked although nothing was heard. Well under the second that events may take. */
    @WithDefault("500ms")
    Duration poll();

    /** The longest silence on a stream; below the idle time of common proxies. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long a viewer may leave everything unread while it catches up, and before its connection is closed. */
    @WithDefault("30s")
    Duration stall();
}
