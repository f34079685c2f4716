package io.promptgate.logs.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What verification of a stretch of time found.
 *
 * @param requests how many rows there are
 * @param rollupRequests how many the figures say
 * @param costUsd what the rows cost
 * @param rollupCostUsd what the figures say
 * @param found how many differences there are
 * @param differences the first of them
 */
public record Verified(
        long requests,
        long rollupRequests,
        BigDecimal costUsd,
        BigDecimal rollupCostUsd,
        long found,
        List<Difference> differences) {
    /** How many differences are told one by one. */
    public static final int MOST_TOLD = 500;

    static final Verified NOTHING = new Verified(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, List.of());

    public Verified {
        differences = List.copyOf(differences);
    }

    Verified plus(Verified other) {
        List<Difference> both = new ArrayList<>(differences);
        other.differences.stream().limit(MOST_TOLD - both.size()).forEach(both::add);
        return new Verified(
                requests + other.requests,
                rollupRequests + other.rollupRequests,
                costUsd.add(other.costUsd),
                rollupCostUsd.add(other.rollupCostUsd),
                found + other.found,
                both);
    }
}
