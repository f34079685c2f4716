package io.promptgate.logs.store;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one group, over the whole time or in one bucket.
 *
 * @param key the group; null for requests that have none, such as those that reached no provider
 * @param name the token's name where the groups are tokens; else null
 * @param bucket the bucket's first instant; null = the whole time
 * @param requests how many there were
 * @param errors how many of them did not go well
 * @param unpriced how many of them reached a provider and went well or used tokens, but have no cost
 * @param costUsd the sum of what is priced; null where nothing is
 */
public record Figures(
        @Nullable String key,
        @Nullable String name,
        @Nullable Instant bucket,
        long requests,
        long errors,
        long unpriced,
        Latency latency,
        Ttft ttft,
        Tokens tokens,
        @Nullable BigDecimal costUsd) {

    /** Milliseconds from the request's head to the reply's last byte; from rollups percentiles may be 1/128 off. */
    public record Latency(BigDecimal avg, long p50, long p95, long p99) {}

    /** Milliseconds to the first content of a stream; null where there was no stream with content. */
    public record Ttft(@Nullable Long p50, @Nullable Long p95) {}

    /** Sums; {@code cached} is a part of {@code prompt}, {@code reasoning} of {@code completion}. */
    public record Tokens(long prompt, long completion, long total, long cached, long reasoning) {}
}
