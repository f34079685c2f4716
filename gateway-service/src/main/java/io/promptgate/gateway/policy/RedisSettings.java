package io.promptgate.gateway.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The store in which gateways share what they count: Redis or Valkey. */
@ConfigMapping(prefix = "promptgate.redis")
public interface RedisSettings {

    /** Such as {@code redis://:password@host:6379/0}, {@code rediss://…} with TLS. Default: none; each gateway counts alone. */
    Optional<String> url();

    /** For one answer; then the store counts as away. */
    @WithDefault("100ms")
    Duration timeout();

    /** The pause before it is looked for again. */
    @WithDefault("500ms")
    Duration retry();

    /** What becomes of requests with limits while it is away. */
    @WithDefault("local")
    Away away();

    /** How long what a gateway that died had reserved is held back: at least 3 s. */
    @WithDefault("60s")
    Duration lease();

    /** Questions under way at the same time; beyond it a request is treated as if the store were away. */
    @WithDefault("4096")
    int maxWaiting();

    /** What is done without the store. */
    enum Away {
        /** Each gateway counts alone, from nothing. */
        LOCAL,
        /** Requests with limits are refused as {@code overloaded}. */
        DENY,
        /** They are let in, and count nowhere. */
        ALLOW
    }
}
