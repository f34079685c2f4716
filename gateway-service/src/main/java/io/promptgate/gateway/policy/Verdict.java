package io.promptgate.gateway.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a claim. */
sealed interface Verdict {

    /** The tightest limit of requests after the verdict; null when there is none. */
    @Nullable
    Rate rate();

    /**
     * It was let in, and counts.
     *
     * @param ends by which the tokens of each holder's minute are corrected; 0 where there is no such limit
     * @param high budgets of which a great part is used, with this claim's
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Granted(@Nullable Rate rate, long[] ends, List<Level> high) implements Verdict {}

    /**
     * It was not let in, and counts nowhere.
     *
     * @param waitMillis until the same claim would have room; for a budget, and where others must end first, 0
     * @param used what is used of the limit already
     * @param reserved what requests under way may still use, of a budget
     */
    record Refused(@Nullable Rate rate, Holder holder, Rule rule, long waitMillis, long used, long reserved)
            implements Verdict {}

    /**
     * Nobody judged it: the shared store is away, and this is what the operator wants then.
     *
     * @param letIn whether it is let in all the same
     */
    record Unjudged(boolean letIn) implements Verdict {
        @Override
        public @Nullable Rate rate() {
            return null;
        }
    }

    /** How much of a budget is used or reserved. */
    record Level(Holder holder, Rule rule, long used) {
        /** The part of a budget, in hundredths, from which on it is told of. */
        private static final long HIGH = 80;

        static boolean isHigh(long used, long cap) {
            return cap > 0 && used >= cap / 100 * HIGH + cap % 100 * HIGH / 100;
        }
    }
}
