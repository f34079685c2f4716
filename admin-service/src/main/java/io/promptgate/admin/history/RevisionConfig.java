package io.promptgate.admin.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the past is kept. */
@ConfigMapping(prefix = "promptgate.revisions")
public interface RevisionConfig {
    /** How long a revision can be shown and rolled back to. A quarter of a year, as reviews look back. */
    @WithDefault("90d")
    Duration keepFor();

    /** How many revisions are kept at most, however young. Some kilobytes each. */
    @WithDefault("10000")
    long keepMost();

    /** How often old ones are looked for; each time a batch of them goes at most. */
    @WithDefault("1m")
    Duration sweep();
}
