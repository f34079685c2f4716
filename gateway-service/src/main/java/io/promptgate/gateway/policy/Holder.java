package io.promptgate.gateway.policy;

import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose limits and budgets a request is judged by, with the limits ready to be compared. A request has at most one
 * holder of each kind. Immutable.
 */
final class Holder {
    private final Kind kind;
    private final UUID project;
    private final UUID id;
    private final @Nullable Limits limits;
    private final @Nullable Budgets budgets;
    private final long[] caps = new long[Rule.all().size()];

    /**
     * A holder of these limits.
     *
     * @param project the project that owns it
     */
    Holder(Kind kind, UUID project, UUID id, @Nullable Limits limits, @Nullable Budgets budgets) {
        this.kind = kind;
        this.project = project;
        this.id = id;
        this.limits = limits;
        this.budgets = budgets;
        for (Rule rule : Rule.all()) {
            caps[rule.place()] = cap(
                    rule,
                    Objects.requireNonNullElse(limits, Limits.NONE),
                    Objects.requireNonNullElse(budgets, Budgets.NONE));
        }
    }

    /** The kinds of holders, in the order in which they are judged. */
    enum Kind {
        TOKEN("token");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    Kind kind() {
        return kind;
    }

    UUID project() {
        return project;
    }

    UUID id() {
        return id;
    }

    /** Whether these are the limits that it was made with. */
    boolean isOf(@Nullable Limits otherLimits, @Nullable Budgets otherBudgets) {
        return Objects.equals(limits, otherLimits) && Objects.equals(budgets, otherBudgets);
    }

    /** The name of one of its limits, as clients read it. */
    String scope(Rule rule) {
        return kind.wire() + "." + rule.wire();
    }

    /** The limit that a rule sets; -1 when it sets none. Money is in billionths of a USD. */
    long cap(Rule rule) {
        return caps[rule.place()];
    }

    /** The most tokens that one request may ask for; -1 = any number. */
    long tokensPerRequest() {
        return limits == null ? -1 : or(limits.maxTokensPerRequest());
    }

    /** Whether any of its limits goes by tokens, or by what they cost. */
    boolean countsTokens() {
        return hasBudgets() || cap(Rule.TOKENS_PER_MINUTE) >= 0 || tokensPerRequest() >= 0;
    }

    boolean hasMoney() {
        return cap(Rule.DAILY_BUDGET_USD) >= 0 || cap(Rule.MONTHLY_BUDGET_USD) >= 0;
    }

    boolean hasBudgets() {
        return budgets != null;
    }

    private static long cap(Rule rule, Limits limits, Budgets budgets) {
        return switch (rule) {
            case RATE_LIMIT_PER_MINUTE -> or(limits.rateLimitPerMinute());
            case RATE_LIMIT_PER_HOUR -> or(limits.rateLimitPerHour());
            case TOKENS_PER_MINUTE -> or(limits.tokensPerMinute());
            case CONCURRENT_REQUESTS -> or(limits.concurrentRequests());
            case DAILY_BUDGET_USD -> Money.capOf(budgets.dailyBudgetUsd());
            case DAILY_TOKEN_LIMIT -> or(budgets.dailyTokenLimit());
            case MONTHLY_BUDGET_USD -> Money.capOf(budgets.monthlyBudgetUsd());
            case MONTHLY_TOKEN_LIMIT -> or(budgets.monthlyTokenLimit());
        };
    }

    private static long or(@Nullable Number value) {
        return value == null ? -1 : value.longValue();
    }
}
