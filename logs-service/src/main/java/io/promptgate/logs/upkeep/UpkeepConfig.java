package io.promptgate.logs.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the store's chores are done. */
@ConfigMapping(prefix = "promptgate.upkeep")
public interface UpkeepConfig {
    /** For how many days to come there are partitions. Three: a weekend without upkeep does no harm. */
    @WithDefault("3")
    int daysAhead();

    /** Between two looks for partitions that are missing. */
    @WithDefault("10m")
    Duration partitionsEvery();

    /**
     * Between two times that new figures are folded into the minutes, hours and days. No figure waits for it: it only
     * keeps queries fast.
     */
    @WithDefault("2s")
    Duration foldEvery();

    /** How many new figures are folded in one transaction; it bounds the memory. */
    @WithDefault("20000")
    int foldMost();
}
