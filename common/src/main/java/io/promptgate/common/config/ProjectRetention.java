package io.promptgate.common.config;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long a project's log stays, as admin-service tells it to logs-service; null = as logs-service is set.
 *
 * @param days requests
 * @param bodyDays bodies; never longer than their requests
 */
public record ProjectRetention(
        UUID project, @Nullable Integer days, @Nullable Integer bodyDays) {}
