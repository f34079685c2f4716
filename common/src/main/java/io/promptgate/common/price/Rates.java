package io.promptgate.common.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of token costs, in USD per million, and what an image costs, in USD per piece. All are from 0 to
 * {@link #MOST}.
 *
 * @param cachedInput null = as {@code input}
 * @param cacheWrite null = as {@code input}
 * @param cacheWriteHour null = as {@code cacheWrite}
 * @param reasoning null = as {@code output}
 * @param audioInput null = as {@code input}
 * @param audioOutput null = as {@code output}
 * @param image null = not known
 */
public record Rates(
        BigDecimal input,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal cacheWriteHour,
        BigDecimal output,
        @Nullable BigDecimal reasoning,
        @Nullable BigDecimal audioInput,
        @Nullable BigDecimal audioOutput,
        @Nullable BigDecimal image) {
    /** Far above any price there is: what exceeds it was meant per token or per thousand, or lost its point. */
    public static final BigDecimal MOST = BigDecimal.valueOf(10_000);

    public Rates {
        checked(Rate.INPUT, input);
        checked(Rate.CACHED_INPUT, cachedInput);
        checked(Rate.CACHE_WRITE, cacheWrite);
        checked(Rate.CACHE_WRITE_HOUR, cacheWriteHour);
        checked(Rate.OUTPUT, output);
        checked(Rate.REASONING, reasoning);
        checked(Rate.AUDIO_INPUT, audioInput);
        checked(Rate.AUDIO_OUTPUT, audioOutput);
        checked(Rate.IMAGE, image);
    }

    /** Plain input and output. */
    public static Rates of(BigDecimal input, BigDecimal output) {
        return new Rates(input, null, null, null, output, null, null, null, null);
    }

    /**
     * Rates from wherever they stand.
     *
     * @param source gives each rate, or null where it has none
     * @throws IllegalArgumentException when input or output is missing, or a rate is out of bounds
     */
    public static Rates from(Function<Rate, @Nullable BigDecimal> source) {
        return new Rates(
                required(Rate.INPUT, source),
                source.apply(Rate.CACHED_INPUT),
                source.apply(Rate.CACHE_WRITE),
                source.apply(Rate.CACHE_WRITE_HOUR),
                required(Rate.OUTPUT, source),
                source.apply(Rate.REASONING),
                source.apply(Rate.AUDIO_INPUT),
                source.apply(Rate.AUDIO_OUTPUT),
                source.apply(Rate.IMAGE));
    }

    /** Whether all amounts are the same, however they are written. */
    public boolean isSame(Rates other) {
        for (Rate rate : Rate.all()) {
            BigDecimal mine = rate.of(this);
            BigDecimal theirs = rate.of(other);
            if (mine == null ? theirs != null : theirs == null || mine.compareTo(theirs) != 0) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal required(Rate rate, Function<Rate, @Nullable BigDecimal> source) {
        BigDecimal value = source.apply(rate);
        if (value == null) {
            throw new IllegalArgumentException("has no " + rate.wire());
        }
        return value;
    }

    private static void checked(Rate rate, @Nullable BigDecimal value) {
        if (value != null && (value.signum() < 0 || value.compareTo(MOST) > 0)) {
            throw new IllegalArgumentException("has " + rate.wire() + " = " + shown(value) + "; allowed: 0 to " + MOST);
        }
    }

    /** A number of a million digits is nobody's to read. */
    private static String shown(BigDecimal value) {
        return Math.abs((long) value.precision() - value.scale()) + Math.abs((long) value.scale()) > 40
                ? value.round(new MathContext(3)).toString()
                : value.toPlainString();
    }
}
