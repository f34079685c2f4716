package io.promptgate.admin.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.http.Fields;
import io.promptgate.common.json.Json;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What limits and budgets may be. A field that is not sent stays as it is; null takes its limit away. */
public final class LimitRules {
    private LimitRules() {}

    public static Limits limits(Fields fields, Limits now) {
        return new Limits(
                whole(fields, "rate_limit_per_minute", Limits.MOST_PER_MINUTE, now.rateLimitPerMinute()),
                whole(fields, "rate_limit_per_hour", Limits.MOST_PER_HOUR, now.rateLimitPerHour()),
                whole(fields, "tokens_per_minute", Limits.MOST_TOKENS_PER_MINUTE, now.tokensPerMinute()),
                whole(fields, "concurrent_requests", Limits.MOST_CONCURRENT, now.concurrentRequests()),
                whole(fields, "max_tokens_per_request", Limits.MOST_TOKENS_PER_REQUEST, now.maxTokensPerRequest()));
    }

    public static Budgets budgets(Fields fields, Budgets now) {
        return new Budgets(
                usd(fields, "monthly_budget_usd", now.monthlyBudgetUsd()),
                usd(fields, "daily_budget_usd", now.dailyBudgetUsd()),
                tokens(fields, "monthly_token_limit", now.monthlyTokenLimit()),
                tokens(fields, "daily_token_limit", now.dailyTokenLimit()));
    }

    /** Adds those that there are to a document. */
    public static void show(Limits limits, Budgets budgets, ObjectNode document) {
        document.setAll(Json.MAPPER.<ObjectNode>valueToTree(limits));
        document.setAll(Json.MAPPER.<ObjectNode>valueToTree(budgets));
    }

    private static @Nullable Integer whole(Fields fields, String field, int most, @Nullable Integer now) {
        return fields.sent(field) ? fields.whole(field, 1, most) : now;
    }

    private static @Nullable BigDecimal usd(Fields fields, String field, @Nullable BigDecimal now) {
        return fields.sent(field) ? fields.decimal(field, 0, Budgets.MOST_USD) : now;
    }

    private static @Nullable Long tokens(Fields fields, String field, @Nullable Long now) {
        return fields.sent(field) ? fields.large(field, 1, Budgets.MOST_TOKENS) : now;
    }
}
