package io.promptgate.logs.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures as they are answered.
 *
 * @param by what {@code data} is grouped by
 * @param from the first instant that counts
 * @param to the first instant that counts no more
 * @param bucket the length of the buckets, as asked for; absent without buckets
 * @param droppedRequests requests that gateways had to drop in this time, of which nothing but their number is known;
 *     in none of the groups
 * @param data one row per group, most requests first
 */
public record MetricsReply(
        String by, Instant from, Instant to, @Nullable String bucket, long droppedRequests, List<Group> data) {
    public MetricsReply {
        data = List.copyOf(data);
    }

    /**
     * One group.
     *
     * @param key the provider, model, alias or endpoint, or the token's id; null = requests without one
     * @param name the token's name; absent for other groups
     * @param share the group's part of all requests, 0 to 1
     * @param errorRate errors per request, 0 to 1
     * @param costUsd null = nothing of it is priced
     * @param buckets absent without buckets; those without requests are left out
     */
    public record Group(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String key,

            @Nullable String name,
            long requests,
            long errors,
            BigDecimal errorRate,
            BigDecimal share,
            Latency latencyMs,
            Ttft ttftMs,
            Tokens tokens,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            BigDecimal costUsd,

            long unpricedRequests,
            @Nullable List<Bucket> buckets) {
        public Group {
            buckets = buckets == null ? null : List.copyOf(buckets);
        }
    }

    /**
     * A group's part in one bucket.
     *
     * @param start the bucket's first instant; the window may begin or end within the bucket
     */
    public record Bucket(
            Instant start,
            long requests,
            long errors,
            BigDecimal errorRate,
            Latency latencyMs,
            Ttft ttftMs,
            Tokens tokens,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            BigDecimal costUsd,

            long unpricedRequests) {}

    /** Milliseconds from the request's head to the reply's last byte. */
    public record Latency(BigDecimal avg, long p50, long p95, long p99) {}

    /** Milliseconds to a stream's first content; null where there was none. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Ttft(@Nullable Long p50, @Nullable Long p95) {}

    /** Sums of tokens; {@code cached} is a part of {@code prompt}, {@code reasoning} of {@code completion}. */
    public record Tokens(long prompt, long completion, long total, long cached, long reasoning) {}
}
