package io.promptgate.logs.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What reading the log may take of PostgreSQL, so that what comes in never waits for it. */
@ConfigMapping(prefix = "promptgate.reads")
public interface ReadsConfig {
    /** Connections for searches, figures, exports and verification, of each replica; as many statements run at once. */
    @WithDefault("6")
    int connections();

    /** How many calls may wait for one of them; more answer 503 at once. */
    @WithDefault("100")
    int waiting();

    /** For one statement; then the call answers 504. A search of bodies over a long time needs seconds. */
    @WithDefault("20s")
    Duration statementTimeout();
}
