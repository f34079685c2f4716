package io.promptgate.logs.verify;

import io.promptgate.logs.store.Difference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What verification found.
 *
 * @param ok whether there is no difference
 * @param from the first instant that was verified, a whole hour
 * @param to the first instant that was not
 * @param differencesFound how many there are; {@code differences} has the first 500
 */
public record VerifyReply(
        boolean ok,
        Instant from,
        Instant to,
        Totals rows,
        Totals rollups,
        long differencesFound,
        List<Difference> differences) {
    public VerifyReply {
        differences = List.copyOf(differences);
    }

    /** Sums over the whole time. */
    public record Totals(long requests, BigDecimal costUsd) {}
}
