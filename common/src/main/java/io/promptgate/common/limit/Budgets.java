package io.promptgate.common.limit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much its holder may use by the calendar; null = without that budget. Amounts of money are in USD, and the same
 * however they are written.
 */
public record Budgets(
        @Nullable BigDecimal monthlyBudgetUsd,
        @Nullable BigDecimal dailyBudgetUsd,
        @Nullable Long monthlyTokenLimit,
        @Nullable Long dailyTokenLimit) {
    public static final int MOST_USD = 1_000_000;
    public static final long MOST_TOKENS = 1_000_000_000_000L;

    public static final Budgets NONE = new Budgets(null, null, null, null);

    public Budgets {
        monthlyBudgetUsd = plain(monthlyBudgetUsd);
        dailyBudgetUsd = plain(dailyBudgetUsd);
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
