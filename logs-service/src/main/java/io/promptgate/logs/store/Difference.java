package io.promptgate.logs.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is not what it should be.
 *
 * @param level whose figure: minute, hour or day, or one of these with {@code facet}, for the coarser ones
 * @param start the first instant of that minute, hour or day
 * @param figure which one, as its column is named
 * @param expected what the rows say, or for hours and days the finer level, for coarser figures
 *     those of all combinations
 * @param found what is kept
 */
public record Difference(
        String level,
        Instant start,
        UUID projectUuid,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String alias,
        @Nullable UUID tokenId,
        @Nullable String endpoint,
        String figure,
        String expected,
        String found) {}
