package io.promptgate.common.event;

import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rates;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a request or an attempt used, in tokens.
 *
 * @param prompt all input tokens, with those read from and written to a cache
 * @param completion all output tokens, with those spent on reasoning
 * @param cached the part of {@code prompt} read from the provider's cache
 * @param cacheWrite the part of {@code prompt} written to the provider's cache
 * @param reasoning the part of {@code completion} spent on reasoning
 * @param estimated the provider did not say; the gateway counted for itself
 * @param cacheWriteHour the part of {@code cacheWrite} that stays for an hour
 * @param audioInput the part of {@code prompt} that is sound
 * @param audioOutput the part of {@code completion} that is sound
 * @param images how many images were made; no tokens
 */
public record Usage(
        long prompt,
        long completion,
        long total,
        long cached,
        long cacheWrite,
        long reasoning,
        boolean estimated,
        long cacheWriteHour,
        long audioInput,
        long audioOutput,
        long images) {
    private static final int PER_MILLION = 6;

    /** Text alone. */
    public Usage(
            long prompt, long completion, long total, long cached, long cacheWrite, long reasoning, boolean estimated) {
        this(prompt, completion, total, cached, cacheWrite, reasoning, estimated, 0, 0, 0, 0);
    }

    public static Usage of(long prompt, long completion) {
        return new Usage(prompt, completion, prompt + completion, 0, 0, 0, false);
    }

    /** Both together; estimated where either is. */
    public Usage plus(Usage other) {
        return new Usage(
                prompt + other.prompt,
                completion + other.completion,
                total + other.total,
                cached + other.cached,
                cacheWrite + other.cacheWrite,
                reasoning + other.reasoning,
                estimated || other.estimated,
                cacheWriteHour + other.cacheWriteHour,
                audioInput + other.audioInput,
                audioOutput + other.audioOutput,
                images + other.images);
    }

    /**
     * What it costs in USD, exact: no rounding takes place. Where a provider reports more of a part than of the whole,
     * the part counts and the rest is nothing. Null where images were made and their price is not known.
     */
    public @Nullable BigDecimal costAt(Price price) {
        Rates rates = price.at(prompt);
        if (images > 0 && rates.image() == null) {
            return null;
        }
        BigDecimal tokens = input(rates).add(output(rates)).movePointLeft(PER_MILLION);
        BigDecimal pieces = rates.image() == null ? BigDecimal.ZERO : times(rates.image(), images);
        return tokens.add(pieces).stripTrailingZeros();
    }

    private BigDecimal input(Rates rates) {
        BigDecimal write = or(rates.cacheWrite(), rates.input());
        long hour = Math.min(cacheWriteHour, cacheWrite);
        return times(rates.input(), Math.max(0, prompt - cached - cacheWrite - audioInput))
                .add(times(or(rates.cachedInput(), rates.input()), cached))
                .add(times(write, cacheWrite - hour))
                .add(times(or(rates.cacheWriteHour(), write), hour))
                .add(times(or(rates.audioInput(), rates.input()), audioInput));
    }

    private BigDecimal output(Rates rates) {
        return times(rates.output(), Math.max(0, completion - reasoning - audioOutput))
                .add(times(or(rates.reasoning(), rates.output()), reasoning))
                .add(times(or(rates.audioOutput(), rates.output()), audioOutput));
    }

    private static BigDecimal or(@Nullable BigDecimal own, BigDecimal otherwise) {
        return own == null ? otherwise : own;
    }

    private static BigDecimal times(BigDecimal rate, long count) {
        return rate.multiply(BigDecimal.valueOf(count));
    }
}
