package io.promptgate.gateway.estimate;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How streams are counted whose provider did not say what they used. */
@ConfigMapping(prefix = "promptgate.estimate")
public interface EstimateSettings {

    /**
     * How much of a prompt's and of an answer's text is counted token by token; what is longer counts like its
     * beginning. Kept in memory for each open stream, as far as it has come.
     */
    @WithDefault("64K")
    MemorySize text();

    /** Streams that wait to be counted; further ones are estimated by their bytes at once. */
    @WithDefault("1000")
    int queue();
}
