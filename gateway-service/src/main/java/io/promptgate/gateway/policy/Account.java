package io.promptgate.gateway.policy;

import io.promptgate.gateway.policy.Verdict.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one holder uses, as this gateway counts it. Guarded by its own lock, which is held for computing alone. */
final class Account {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;

    private final SlidingWindow minute = new SlidingWindow(MINUTE);
    private final SlidingWindow hour = new SlidingWindow(HOUR);
    private final SlidingWindow tokens = new SlidingWindow(MINUTE);
    private final long[] spent = new long[Rule.all().size()];
    private Instant day = Instant.MIN;
    private Instant month = Instant.MIN;
    private long open;
    private long reservedMoney;
    private long reservedTokens;

    /** The first rule that refuses; null when none does. Counts nothing. */
    Verdict.@Nullable Refused refusal(Claim claim, Holder holder, Spent known, long now) {
        roll(claim.period());
        for (Rule rule : Rule.all()) {
            long cap = holder.cap(rule);
            if (cap >= 0) {
                learn(rule, known.of(rule, claim.period()));
                long used = used(rule, cap, now);
                if (used + reserved(rule) + claim.asks(rule) > cap) {
                    return new Verdict.Refused(
                            rate(holder, now),
                            holder,
                            rule,
                            wait(rule, claim.asks(rule), cap, now),
                            used,
                            reserved(rule));
                }
            }
        }
        return null;
    }

    /**
     * Counts the claim.
     *
     * @return by which its tokens are corrected
     */
    long take(Claim claim, Holder holder, long now) {
        count(minute, MINUTE, holder.cap(Rule.RATE_LIMIT_PER_MINUTE), now);
        count(hour, HOUR, holder.cap(Rule.RATE_LIMIT_PER_HOUR), now);
        open++;
        reservedMoney += claim.money();
        reservedTokens += claim.tokens();
        return holder.cap(Rule.TOKENS_PER_MINUTE) < 0
                ? 0
                : tokens.take(claim.tokens(), now, SlidingWindow.step(MINUTE, 0, false));
    }

    /** Puts what was used in the place of what was claimed. What was claimed in a period that is over is forgotten. */
    void settle(Claim claim, long end, long usedTokens, long usedMoney) {
        open--;
        reservedMoney -= claim.money();
        reservedTokens -= claim.tokens();
        if (end != 0) {
            tokens.correct(end, usedTokens - claim.tokens());
        }
        for (Rule rule : Rule.all()) {
            Instant start = rule.isMonthly()
                    ? claim.period().monthStart()
                    : claim.period().dayStart();
            if (rule.isBudget() && start.equals(rule.isMonthly() ? month : day)) {
                spent[rule.place()] += rule.isMoney() ? usedMoney : usedTokens;
            }
        }
    }

    /** Adds the budgets of which a great part is used. */
    void addHigh(Holder holder, List<Level> high) {
        for (Rule rule : Rule.all()) {
            long cap = rule.isBudget() ? holder.cap(rule) : -1;
            long used = cap < 0 ? 0 : spent[rule.place()] + reserved(rule);
            if (Level.isHigh(used, cap)) {
                high.add(new Level(holder, rule, used));
            }
        }
    }

    /** The limit of requests of which the least is left; null when there is none. */
    @Nullable
    Rate rate(Holder holder, long now) {
        Rate perMinute = rate(minute, holder.cap(Rule.RATE_LIMIT_PER_MINUTE), now);
        Rate perHour = rate(hour, holder.cap(Rule.RATE_LIMIT_PER_HOUR), now);
        if (perMinute == null || perHour == null) {
            return perMinute == null ? perHour : perMinute;
        }
        return perHour.remaining() < perMinute.remaining() ? perHour : perMinute;
    }

    private long used(Rule rule, long cap, long now) {
        return switch (rule) {
            case RATE_LIMIT_PER_MINUTE -> cap - minute.remaining(cap, now);
            case RATE_LIMIT_PER_HOUR -> cap - hour.remaining(cap, now);
            case TOKENS_PER_MINUTE -> cap - tokens.remaining(cap, now);
            case CONCURRENT_REQUESTS -> open;
            case DAILY_BUDGET_USD, DAILY_TOKEN_LIMIT, MONTHLY_BUDGET_USD, MONTHLY_TOKEN_LIMIT -> spent[rule.place()];
        };
    }

    private long reserved(Rule rule) {
        if (!rule.isBudget()) {
            return 0;
        }
        return rule.isMoney() ? reservedMoney : reservedTokens;
    }

    private long wait(Rule rule, long asked, long cap, long now) {
        return switch (rule) {
            case RATE_LIMIT_PER_MINUTE -> minute.wait(asked, cap, now);
            case RATE_LIMIT_PER_HOUR -> hour.wait(asked, cap, now);
            case TOKENS_PER_MINUTE -> tokens.wait(asked, cap, now);
            case CONCURRENT_REQUESTS, DAILY_BUDGET_USD, DAILY_TOKEN_LIMIT, MONTHLY_BUDGET_USD, MONTHLY_TOKEN_LIMIT -> 0;
        };
    }

    /** The ledger also knows what was used before this gateway began, and at others; it lags, so the greater counts. */
    private void learn(Rule rule, long known) {
        if (rule.isBudget()) {
            spent[rule.place()] = Math.max(spent[rule.place()], known);
        }
    }

    /** A new day or month begins at nothing; a clock that goes back brings none of them back. */
    private void roll(Period period) {
        if (period.dayStart().isAfter(day)) {
            day = period.dayStart();
            spent[Rule.DAILY_BUDGET_USD.place()] = 0;
            spent[Rule.DAILY_TOKEN_LIMIT.place()] = 0;
        }
        if (period.monthStart().isAfter(month)) {
            month = period.monthStart();
            spent[Rule.MONTHLY_BUDGET_USD.place()] = 0;
            spent[Rule.MONTHLY_TOKEN_LIMIT.place()] = 0;
        }
    }

    private static void count(SlidingWindow window, long span, long cap, long now) {
        if (cap >= 0) {
            window.take(1, now, SlidingWindow.step(span, cap, true));
        }
    }

    private static @Nullable Rate rate(SlidingWindow window, long cap, long now) {
        return cap < 0 ? null : new Rate(cap, Math.max(0, window.remaining(cap, now)), window.reset(now));
    }
}
