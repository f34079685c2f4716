package io.promptgate.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How refused calls are written to the audit. */
@ConfigMapping(prefix = "promptgate.audit")
public interface AuditConfig {
    /** How often they are written. Ten seconds: soon enough to be seen, seldom enough to be counted together. */
    @WithDefault("10s")
    Duration refusalsEvery();

    /**
     * How many that differ are kept apart each time; all others are one line with their count. Twenty bounds a flood
     * that lasts to about 180 000 short lines a day.
     */
    @WithDefault("20")
    int refusalsDistinct();
}
