package io.promptgate.admin.limit;

import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The columns of limits and budgets, in the table of what holds them. */
@Embeddable
public class LimitColumns {
    @Column(name = "rate_limit_per_minute")
    public @Nullable Integer rateLimitPerMinute;

    @Column(name = "rate_limit_per_hour")
    public @Nullable Integer rateLimitPerHour;

    @Column(name = "tokens_per_minute")
    public @Nullable Integer tokensPerMinute;

    @Column(name = "concurrent_requests")
    public @Nullable Integer concurrentRequests;

    @Column(name = "max_tokens_per_request")
    public @Nullable Integer maxTokensPerRequest;

    @Column(name = "monthly_budget_usd")
    public @Nullable BigDecimal monthlyBudgetUsd;

    @Column(name = "daily_budget_usd")
    public @Nullable BigDecimal dailyBudgetUsd;

    @Column(name = "monthly_token_limit")
    public @Nullable Long monthlyTokenLimit;

    @Column(name = "daily_token_limit")
    public @Nullable Long dailyTokenLimit;

    public static LimitColumns of(Limits limits, Budgets budgets) {
        LimitColumns columns = new LimitColumns();
        columns.rateLimitPerMinute = limits.rateLimitPerMinute();
        columns.rateLimitPerHour = limits.rateLimitPerHour();
        columns.tokensPerMinute = limits.tokensPerMinute();
        columns.concurrentRequests = limits.concurrentRequests();
        columns.maxTokensPerRequest = limits.maxTokensPerRequest();
        columns.monthlyBudgetUsd = budgets.monthlyBudgetUsd();
        columns.dailyBudgetUsd = budgets.dailyBudgetUsd();
        columns.monthlyTokenLimit = budgets.monthlyTokenLimit();
        columns.dailyTokenLimit = budgets.dailyTokenLimit();
        return columns;
    }

    /** The limits in them; a row in which all are null has no columns object at all. */
    public static Limits limits(@Nullable LimitColumns columns) {
        return columns == null
                ? Limits.NONE
                : new Limits(
                        columns.rateLimitPerMinute,
                        columns.rateLimitPerHour,
                        columns.tokensPerMinute,
                        columns.concurrentRequests,
                        columns.maxTokensPerRequest);
    }

    /** The budgets in them. */
    public static Budgets budgets(@Nullable LimitColumns columns) {
        return columns == null
                ? Budgets.NONE
                : new Budgets(
                        columns.monthlyBudgetUsd,
                        columns.dailyBudgetUsd,
                        columns.monthlyTokenLimit,
                        columns.dailyTokenLimit);
    }
}
