package io.promptgate.common.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call to one upstream.
 *
 * @param latencyMs from the call to its last byte or its failure
 * @param httpStatus what the upstream answered; null where it did not
 * @param errorCode null when it went well
 * @param usage null where nothing was used or nothing is known
 * @param costUsd null where there is no usage or no price, never 0 for want of a price
 */
public record Attempt(
        String provider,
        String model,
        @Nullable UUID credentialId,
        Instant startedAt,
        long latencyMs,
        @Nullable Integer httpStatus,
        @Nullable String errorCode,
        @Nullable Usage usage,
        @Nullable BigDecimal costUsd) {

    /** A call that used nothing, as far as is known. */
    public Attempt(
            String provider,
            String model,
            @Nullable UUID credentialId,
            Instant startedAt,
            long latencyMs,
            @Nullable Integer httpStatus,
            @Nullable String errorCode) {
        this(provider, model, credentialId, startedAt, latencyMs, httpStatus, errorCode, null, null);
    }

    /** The same call, and what it used and cost. */
    public Attempt booked(@Nullable Usage used, @Nullable BigDecimal cost) {
        return new Attempt(provider, model, credentialId, startedAt, latencyMs, httpStatus, errorCode, used, cost);
    }

    /** The same call with its texts as they are to be kept. */
    public Attempt named(String otherProvider, String otherModel, @Nullable String otherErrorCode) {
        return new Attempt(
                otherProvider,
                otherModel,
                credentialId,
                startedAt,
                latencyMs,
                httpStatus,
                otherErrorCode,
                usage,
                costUsd);
    }
}
