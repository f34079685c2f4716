package io.promptgate.gateway.record;

import io.promptgate.common.config.Bodies;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The most that is kept of a request; a project can have less kept. */
@ConfigMapping(prefix = "promptgate.record")
public interface RecordSettings {

    /** Which bodies are kept: {@code full}, {@code errors} (of requests that failed), {@code none}. */
    @WithDefault("full")
    Bodies bodies();

    /** The most that is kept of one body; the rest is cut off and marked. */
    @WithDefault("256K")
    MemorySize bodyCap();

    /**
     * How far beyond the cap secrets and patterns are looked for before the rest is cut off, so that none leaves its
     * beginning there: the longest that is found across the cap.
     */
    @WithDefault("16K")
    MemorySize overlap();
}
