package io.promptgate.logs.store;

import java.math.BigDecimal;

/**
 * What was used from an instant on.
 *
 * @param costUsd of all that has a price
 * @param tokens of prompts and answers, priced or not
 * @param unpricedTokens the part of them that has no price; where a model got or lost its price meanwhile, by the share
 *     of requests
 */
public record Spend(BigDecimal costUsd, long tokens, long unpricedTokens) {
    public static final Spend NOTHING = new Spend(BigDecimal.ZERO, 0, 0);
}
