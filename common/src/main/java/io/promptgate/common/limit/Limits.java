package io.promptgate.common.limit;

import org.jspecify.annotations.Nullable;

/**
 * How fast its holder may ask; null = without that limit.
 *
 * @param rateLimitPerMinute requests in any 60 seconds
 * @param rateLimitPerHour requests in any 3,600 seconds
 * @param tokensPerMinute tokens in any 60 seconds, those of prompts and those of answers
 * @param concurrentRequests requests under way at the same time
 * @param maxTokensPerRequest the most that one request may ask for: its prompt, as estimated, and the answer's maximum
 *     where it names one
 */
public record Limits(
        @Nullable Integer rateLimitPerMinute,
        @Nullable Integer rateLimitPerHour,
        @Nullable Integer tokensPerMinute,
        @Nullable Integer concurrentRequests,
        @Nullable Integer maxTokensPerRequest) {
    public static final int MOST_PER_MINUTE = 1_000_000;
    public static final int MOST_PER_HOUR = 10_000_000;
    public static final int MOST_TOKENS_PER_MINUTE = 1_000_000_000;
    public static final int MOST_CONCURRENT = 100_000;
    public static final int MOST_TOKENS_PER_REQUEST = 100_000_000;

    public static final Limits NONE = new Limits(null, null, null, null, null);
}
