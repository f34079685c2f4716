package io.promptgate.gateway.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** USD in billionths: whole numbers that stay exact when they are added, here and in a shared store. */
final class Money {
    private static final int DIGITS = 9;
    /** A million times a million USD: no sum of them can overflow. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    private Money() {}

    /** The amount in billionths, rounded up, and at most a million USD. */
    static long of(BigDecimal usd) {
        return usd.min(MOST)
                .movePointRight(DIGITS)
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    /** A budget in billionths; -1 when there is none. */
    static long capOf(@Nullable BigDecimal usd) {
        return usd == null ? -1 : of(usd);
    }

    /** The amount as a reader takes it, with at most six decimals. */
    static String shown(long billionths) {
        BigDecimal usd = BigDecimal.valueOf(billionths, DIGITS)
                .setScale(6, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return (usd.scale() < 0 ? usd.setScale(0) : usd).toPlainString();
    }
}
