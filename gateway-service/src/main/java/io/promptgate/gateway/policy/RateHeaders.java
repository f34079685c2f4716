package io.promptgate.gateway.policy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** The headers that say how a limit of requests stands, in the form that OpenAI made customary. */
final class RateHeaders {
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("x-ratelimit-limit-requests");
    private static final CharSequence REMAINING = HttpHeaders.createOptimized("x-ratelimit-remaining-requests");
    private static final CharSequence RESET = HttpHeaders.createOptimized("x-ratelimit-reset-requests");
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60;

    private RateHeaders() {}

    static void write(HttpServerResponse response, @Nullable Rate rate) {
        if (rate != null && !response.headWritten()) {
            response.putHeader(LIMIT, Long.toString(rate.limit()))
                    .putHeader(REMAINING, Long.toString(rate.remaining()))
                    .putHeader(RESET, span(rate.resetMillis()));
        }
    }

    /** Whole seconds, rounded, but at least one while there is something to wait for: {@code 12s}, {@code 6m0s}. */
    static String span(long millis) {
        long seconds = Math.max(Math.min(millis, 1), (millis + SECOND / 2) / SECOND);
        return seconds < MINUTE ? seconds + "s" : seconds / MINUTE + "m" + seconds % MINUTE + "s";
    }
}
