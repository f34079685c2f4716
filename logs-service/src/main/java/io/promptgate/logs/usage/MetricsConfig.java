package io.promptgate.logs.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What figures may cost. */
@ConfigMapping(prefix = "promptgate.metrics")
public interface MetricsConfig {
    /**
     * The longest window of figures whose filter needs every row; without such a filter figures come from rollups, and
     * any window will do. In whole days, as requests are kept for 30 without a setting.
     */
    @WithDefault("31d")
    Duration rowsWindow();
}
