package io.promptgate.gateway.policy;

import io.promptgate.common.error.ErrorCode;
import java.util.List;
import java.util.Locale;

/** What can refuse a request, in the order in which it is looked at; the wire name is the name of the field. */
enum Rule {
    RATE_LIMIT_PER_MINUTE(0),
    RATE_LIMIT_PER_HOUR(1),
    TOKENS_PER_MINUTE(2),
    CONCURRENT_REQUESTS(3),
    DAILY_BUDGET_USD(4),
    DAILY_TOKEN_LIMIT(5),
    MONTHLY_BUDGET_USD(6),
    MONTHLY_TOKEN_LIMIT(7);

    private static final List<Rule> ALL = List.of(values());

    private final int place;
    private final String wire = name().toLowerCase(Locale.ROOT);

    Rule(int place) {
        this.place = place;
    }

    static List<Rule> all() {
        return ALL;
    }

    String wire() {
        return wire;
    }

    /** Its place among all of them, also in the shared store's answers. */
    int place() {
        return place;
    }

    boolean isBudget() {
        return place >= DAILY_BUDGET_USD.place;
    }

    boolean isMonthly() {
        return place >= MONTHLY_BUDGET_USD.place;
    }

    boolean isMoney() {
        return this == DAILY_BUDGET_USD || this == MONTHLY_BUDGET_USD;
    }

    ErrorCode code() {
        return isBudget() ? ErrorCode.BUDGET_EXHAUSTED : ErrorCode.RATE_LIMIT_EXCEEDED;
    }
}
