package io.promptgate.logs.fact;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** The facts that are kept in a column and exported in one alike. */
public final class Facts {
    public static final Fact<UUID> PARENT_ID = new Fact<>("parent_id", RequestRecord::parentId);
    public static final Fact<String> ENV = new Fact<>("env", r -> r.client().env());
    public static final Fact<UUID> TOKEN_ID =
            new Fact<>("token_id", r -> r.client().tokenId());
    public static final Fact<String> TOKEN_NAME =
            new Fact<>("token_name", r -> r.client().tokenName());
    public static final Fact<String> CLIENT_REQUEST_ID =
            new Fact<>("client_request_id", r -> r.client().clientRequestId());
    public static final Fact<String> CLIENT_IP =
            new Fact<>("client_ip", r -> r.client().clientIp());
    public static final Fact<String> USER_AGENT =
            new Fact<>("user_agent", r -> r.client().userAgent());
    public static final Fact<String> SURFACE =
            new Fact<>("surface", r -> word(r.asked().surface()));
    public static final Fact<String> ENDPOINT_SLUG =
            new Fact<>("endpoint_slug", r -> r.asked().endpointSlug());
    public static final Fact<String> REQUESTED_MODEL =
            new Fact<>("requested_model", r -> r.asked().requestedModel());
    public static final Fact<String> ALIAS = new Fact<>("alias", r -> r.asked().alias());
    public static final Fact<Boolean> STREAM = new Fact<>("stream", r -> r.asked().stream());
    public static final Fact<String> PROVIDER =
            new Fact<>("provider", r -> r.served().provider());
    public static final Fact<String> MODEL = new Fact<>("model", r -> r.served().model());
    public static final Fact<UUID> CREDENTIAL_ID =
            new Fact<>("credential_id", r -> r.served().credentialId());
    public static final Fact<Long> REVISION =
            new Fact<>("revision", r -> r.served().revision());
    public static final Fact<Integer> HTTP_STATUS =
            new Fact<>("http_status", r -> r.outcome().httpStatus());
    public static final Fact<String> ERROR_CODE =
            new Fact<>("error_code", r -> r.outcome().errorCode());
    public static final Fact<String> ERROR_MESSAGE =
            new Fact<>("error_message", r -> r.outcome().errorMessage());
    public static final Fact<String> ENDED =
            new Fact<>("ended", r -> word(r.outcome().ended()));
    public static final Fact<Long> LATENCY_MS =
            new Fact<>("latency_ms", r -> r.timing().latencyMs());
    public static final Fact<Long> TTFT_MS =
            new Fact<>("ttft_ms", r -> r.timing().ttftMs());
    public static final Fact<Double> OVERHEAD_MS =
            new Fact<>("overhead_ms", r -> r.timing().overheadMs());
    public static final Fact<Long> PROMPT_TOKENS = used("prompt_tokens", Usage::prompt);
    public static final Fact<Long> COMPLETION_TOKENS = used("completion_tokens", Usage::completion);
    public static final Fact<Long> TOTAL_TOKENS = used("total_tokens", Usage::total);
    public static final Fact<Long> CACHED_TOKENS = used("cached_tokens", Usage::cached);
    public static final Fact<Long> CACHE_WRITE_TOKENS = used("cache_write_tokens", Usage::cacheWrite);
    public static final Fact<Long> REASONING_TOKENS = used("reasoning_tokens", Usage::reasoning);
    public static final Fact<Boolean> USAGE_ESTIMATED = used("usage_estimated", Usage::estimated);
    public static final Fact<BigDecimal> COST_USD =
            new Fact<>("cost_usd", r -> r.cost().usd());
    public static final Fact<String> PRICE_SOURCE =
            new Fact<>("price_source", r -> r.cost().priceSource());

    /** Who asked what, and who served it, in an export's order. */
    public static final List<Fact<?>> ASKED_AND_SERVED = List.of(
            PARENT_ID,
            ENV,
            TOKEN_ID,
            TOKEN_NAME,
            CLIENT_REQUEST_ID,
            CLIENT_IP,
            USER_AGENT,
            SURFACE,
            ENDPOINT_SLUG,
            REQUESTED_MODEL,
            ALIAS,
            STREAM,
            PROVIDER,
            MODEL,
            CREDENTIAL_ID,
            REVISION);
    /** What came of it, how long it took and what it cost, in an export's order. */
    public static final List<Fact<?>> OUTCOME = List.of(
            HTTP_STATUS,
            ERROR_CODE,
            ERROR_MESSAGE,
            ENDED,
            LATENCY_MS,
            TTFT_MS,
            OVERHEAD_MS,
            PROMPT_TOKENS,
            COMPLETION_TOKENS,
            TOTAL_TOKENS,
            CACHED_TOKENS,
            CACHE_WRITE_TOKENS,
            REASONING_TOKENS,
            USAGE_ESTIMATED,
            COST_USD,
            PRICE_SOURCE);

    private Facts() {}

    private static <T> Fact<T> used(String name, Function<Usage, T> value) {
        return new Fact<>(name, r -> {
            Usage usage = r.usage();
            return usage == null ? null : value.apply(usage);
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
