package io.promptgate.logs.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records are to be priced anew; those that used something.
 *
 * @param from the first instant of the window
 * @param to the first instant after it
 * @param project only this one's; null = all
 * @param provider only what it served; null = all
 * @param model only what it served; null = all
 */
public record RepriceScope(
        Instant from,
        Instant to,
        @Nullable UUID project,
        @Nullable String provider,
        @Nullable String model) {}
