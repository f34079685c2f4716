package io.promptgate.logs.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long a project's rows stay.
 *
 * @param days requests; null = as all others'
 * @param bodyDays bodies; null = as all others'
 */
public record Policy(
        UUID project, @Nullable Integer days, @Nullable Integer bodyDays) {}
