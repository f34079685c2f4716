package io.promptgate.common.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project's own name for a provider's model.
 *
 * @param name 1 to 64 of {@code a-z A-Z 0-9 . _ -}, case-sensitive, unique in the project
 * @param provider the key of the provider
 * @param model goes upstream as it is
 */
public record Alias(
        String name,
        String provider,
        String model,
        @Nullable Presets presets,
        Instant createdAt) {}
