package io.promptgate.common.catalog;

import io.promptgate.common.event.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in USD per million tokens.
 *
 * @param cachedInput for input read from the provider's cache; null = as {@code input}
 * @param cacheWrite for input written to the provider's cache; null = as {@code input}
 * @param source names the row in the log record, for example {@code bundled:2026-11-06:openai:gpt-4o-mini}
 */
public record Price(
        BigDecimal input,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite,
        BigDecimal output,
        String source) {

    private static final int PER_MILLION = 6;

    /** USD, exact: no rounding takes place. */
    public BigDecimal cost(Usage usage) {
        long fresh = Math.max(0, usage.prompt() - usage.cached() - usage.cacheWrite());
        return times(input, fresh)
                .add(times(cachedInput == null ? input : cachedInput, usage.cached()))
                .add(times(cacheWrite == null ? input : cacheWrite, usage.cacheWrite()))
                .add(times(output, usage.completion()))
                .movePointLeft(PER_MILLION)
                .stripTrailingZeros();
    }

    private static BigDecimal times(BigDecimal perMillion, long tokens) {
        return perMillion.multiply(BigDecimal.valueOf(tokens));
    }
}
