package io.promptgate.admin.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the service waits for PostgreSQL. */
@ConfigMapping(prefix = "promptgate.store")
public interface StoreConfig {
    /** For a connection to be made. Two seconds: a server that lives answers in milliseconds. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** For all that one call needs of the database; then the call answers 503. */
    @WithDefault("5s")
    Duration answerTimeout();

    /** Between attempts to prepare the schema while PostgreSQL is away. */
    @WithDefault("1s")
    Duration retry();
}
