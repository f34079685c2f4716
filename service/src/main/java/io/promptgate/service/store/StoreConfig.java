package io.promptgate.service.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the service waits for PostgreSQL. */
@ConfigMapping(prefix = "promptgate.store")
public interface StoreConfig {
    /** For a connection to be made. Two seconds: a server that lives answers in milliseconds. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** For one statement; PostgreSQL itself ends it then. A search over a long time needs seconds. */
    @WithDefault("20s")
    Duration statementTimeout();

    /** For a free connection and all that one call needs of it; then the call answers 503. A service may say more. */
    @WithDefault("5s")
    Duration answerTimeout();

    /** Between attempts to prepare the schema while PostgreSQL is away. */
    @WithDefault("1s")
    Duration retry();

    /** How many calls may wait for a free connection; more answer 503 at once. */
    @WithDefault("200")
    int waiting();
}
