package io.promptgate.gateway.policy;

import java.util.List;
import java.util.UUID;

/**
 * What a request asks for, and of whom.
 *
 * @param holders in the order of their kinds
 * @param known what the ledger says of each holder
 * @param tokens the prompt's and the answer's, as estimated
 * @param money in billionths of a USD; 0 where no holder has a budget of money
 */
record Claim(UUID request, List<Holder> holders, List<Spent> known, long tokens, long money, Period period) {

    /** What it asks of one rule. */
    long asks(Rule rule) {
        return switch (rule) {
            case RATE_LIMIT_PER_MINUTE, RATE_LIMIT_PER_HOUR, CONCURRENT_REQUESTS -> 1;
            case TOKENS_PER_MINUTE, DAILY_TOKEN_LIMIT, MONTHLY_TOKEN_LIMIT -> tokens;
            case DAILY_BUDGET_USD, MONTHLY_BUDGET_USD -> money;
        };
    }
}
