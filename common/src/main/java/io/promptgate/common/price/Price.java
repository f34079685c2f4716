package io.promptgate.common.price;

import java.util.Comparator;
import java.util.List;

/**
 * What a model's tokens cost: one row of a price table.
 *
 * @param tiers other rates for long requests, the lowest threshold first
 * @param source names the row in the log record, for example {@code bundled:2026-11-06:openai:gpt-4o-mini}
 */
public record Price(Rates rates, List<Tier> tiers, String source) {

    public Price {
        tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
    }

    public Price(Rates rates, String source) {
        this(rates, List.of(), source);
    }

    /** The rates of a request with so many input tokens. */
    public Rates at(long inputTokens) {
        Rates found = rates;
        for (Tier tier : tiers) {
            if (inputTokens > tier.above()) {
                found = tier.rates();
            }
        }
        return found;
    }

    /** The same price under another name. */
    public Price from(String otherSource) {
        return new Price(rates, tiers, otherSource);
    }

    /** Whether it charges the same, wherever it comes from. */
    public boolean charges(Price other) {
        if (!rates.isSame(other.rates) || tiers.size() != other.tiers.size()) {
            return false;
        }
        for (int i = 0; i < tiers.size(); i++) {
            Tier mine = tiers.get(i);
            Tier theirs = other.tiers.get(i);
            if (mine.above() != theirs.above() || !mine.rates().isSame(theirs.rates())) {
                return false;
            }
        }
        return true;
    }
}
