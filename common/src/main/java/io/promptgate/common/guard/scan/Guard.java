package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.Side;
import org.jspecify.annotations.Nullable;

/**
 * Rules ready for use. Immutable, thread-safe.
 *
 * @param access null = no rule of access
 * @param input null = no rule for what goes to a model
 * @param output null = no rule for what comes from it
 */
public record Guard(
        @Nullable AccessGuard access,
        @Nullable TextGuard input,
        @Nullable TextGuard output) {

    /**
     * Makes rules ready; null when there are none.
     *
     * @param rules those that are enabled
     * @throws RuntimeException when one cannot be used; no such rule is saved
     */
    public static @Nullable Guard of(GuardRules rules) {
        if (rules.equals(GuardRules.NONE)) {
            return null;
        }
        return new Guard(AccessGuard.of(rules), TextGuard.of(rules, Side.INPUT), TextGuard.of(rules, Side.OUTPUT));
    }
}
