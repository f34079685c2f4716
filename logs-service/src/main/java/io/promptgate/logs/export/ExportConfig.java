package io.promptgate.logs.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How exports are served. */
@ConfigMapping(prefix = "promptgate.export")
public interface ExportConfig {
    /** How many exports one replica runs at a time; more are answered with 503. Each holds two pages in memory. */
    @WithDefault("4")
    int atOnce();

    /** How long the client may take for 64 KiB; then the connection is closed. */
    @WithDefault("60s")
    Duration stall();
}
