package io.promptgate.logs.store;

import io.promptgate.common.filter.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which figures to compute.
 *
 * @param project null = all projects
 * @param from the first instant that counts
 * @param to the first instant that counts no more
 * @param bucket also in slices of this length, counted from 1970-01-01T00:00:00Z; null = as a whole only
 */
public record FiguresQuery(
        @Nullable UUID project,
        Instant from,
        Instant to,
        GroupBy by,
        @Nullable Duration bucket,
        Filter filter) {}
