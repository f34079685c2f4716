package io.promptgate.gateway.policy;

import java.time.Instant;

/**
 * What the ledger says that a holder has used, in a day and in a month. Money is in billionths of a USD.
 *
 * @param day the day's first instant
 * @param month the month's first instant
 */
record Spent(Instant day, long dayMoney, long dayTokens, Instant month, long monthMoney, long monthTokens) {
    static final Spent NOTHING = new Spent(Instant.MIN, 0, 0, Instant.MIN, 0, 0);

    /** What counts for a budget in that period; 0 when this is of another one. */
    long of(Rule rule, Period period) {
        boolean isNow = rule.isMonthly() ? month.equals(period.monthStart()) : day.equals(period.dayStart());
        if (!isNow) {
            return 0;
        }
        if (rule.isMonthly()) {
            return rule.isMoney() ? monthMoney : monthTokens;
        }
        return rule.isMoney() ? dayMoney : dayTokens;
    }
}
