package io.promptgate.logs.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a search may cost. */
@ConfigMapping(prefix = "promptgate.search")
public interface SearchConfig {
    /**
     * How far back bare words are searched where the filter says no time: they are looked for in every body. A day: what
     * someone looks for is mostly of today, and a day's bodies are read in seconds.
     */
    @WithDefault("24h")
    Duration wordsWindow();
}
