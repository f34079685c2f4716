package io.promptgate.logs.spend;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What tokens have used.
 *
 * @param data those that have used something
 */
public record SpendReply(List<Row> data) {

    /** What one token has used in the day and in the month. */
    public record Row(UUID tokenId, Part day, Part month) {}

    /**
     * What was used from an instant on.
     *
     * @param costUsd of all that has a price
     * @param tokens of prompts and answers, priced or not
     * @param unpricedTokens the part of them that has no price; where a model got or lost its price meanwhile, by the
     *     share of requests
     */
    public record Part(BigDecimal costUsd, long tokens, long unpricedTokens) {
        static final Part NOTHING = new Part(BigDecimal.ZERO, 0, 0);
    }
}
