package io.promptgate.common.event;

import io.promptgate.common.price.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one request. On the wire all of it is one flat object, see {@link RecordCodec}.
 *
 * @param id also the {@code x-request-id} of the reply
 * @param usage what all attempts used together; null where nothing was used or nothing is known
 * @param createdAt when the request's head had been read
 */
public record RequestRecord(
        UUID id,
        @Nullable UUID parentId,
        Instant createdAt,
        Client client,
        Asked asked,
        Served served,
        Outcome outcome,
        Timing timing,
        @Nullable Usage usage,
        Cost cost,
        @Nullable Body requestBody,
        @Nullable Body responseBody) {

    /** Who asked. */
    public record Client(
            UUID projectUuid,
            @Nullable String env,
            @Nullable UUID tokenId,
            @Nullable String tokenName,
            @Nullable String clientRequestId,
            @Nullable String clientIp,
            @Nullable String userAgent) {}

    /** What was asked for. */
    public record Asked(
            Surface surface,
            @Nullable String endpointSlug,
            @Nullable String requestedModel,
            @Nullable String alias,
            boolean stream) {}

    /** The same request with its texts told otherwise. */
    public RequestRecord with(Outcome how, @Nullable Body request, @Nullable Body response) {
        return new RequestRecord(
                id, parentId, createdAt, client, asked, served, how, timing, usage, cost, request, response);
    }

    /** Who served it, under which revision of the configuration. */
    public record Served(
            @Nullable String provider,
            @Nullable String model,
            @Nullable UUID credentialId,
            List<Attempt> attempts,
            long revision) {
        public Served {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * How it went; without an error code it went well.
     *
     * @param httpStatus what the client was answered
     */
    public record Outcome(
            int httpStatus,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            Ended ended) {
        public boolean ok() {
            return errorCode == null;
        }
    }

    /**
     * How long it took.
     *
     * @param latencyMs from the request's head to the reply's last byte
     * @param ttftMs from the request's head to the first content of a stream
     * @param overheadMs the gateway's own part of the latency
     */
    public record Timing(
            long latencyMs, @Nullable Long ttftMs, @Nullable Double overheadMs) {}

    /**
     * What it cost: the sum of what its attempts cost.
     *
     * @param usd null = unpriced, which is when an attempt that used something has no price: part of a sum is no sum,
     *     and never 0 for want of a price
     * @param priceSource which price row was used; of several attempts, that of the last one with a price
     * @param price that row itself, as it was then; null in records from before it was kept
     */
    public record Cost(
            @Nullable BigDecimal usd,
            @Nullable String priceSource,
            @Nullable Price price) {
        public static final Cost UNPRICED = new Cost(null, null, null);

        /** A cost whose price row is not known. */
        public Cost(@Nullable BigDecimal usd, @Nullable String priceSource) {
            this(usd, priceSource, null);
        }
    }
}
