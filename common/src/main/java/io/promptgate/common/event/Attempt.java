package io.promptgate.common.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call to one upstream.
 *
 * @param latencyMs from the call to its last byte or its failure
 * @param httpStatus what the upstream answered; null where it did not
 * @param errorCode null when it went well
 */
public record Attempt(
        String provider,
        String model,
        @Nullable UUID credentialId,
        Instant startedAt,
        long latencyMs,
        @Nullable Integer httpStatus,
        @Nullable String errorCode) {}
