package io.promptgate.gateway.flow;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.Billing;
import io.promptgate.common.event.RequestRecord.Cost;
import io.promptgate.common.event.Usage;
import io.promptgate.common.price.PriceTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one request, what each used and cost, and the sums. Each is priced by the model that it called. Used
 * by one event loop.
 */
final class Bill {
    private final PriceTable prices;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private @Nullable Usage open;

    Bill(PriceTable prices) {
        this.prices = prices;
    }

    /** An attempt is over. */
    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    /** What the attempt that is under way, or was the last, used; what was said of it before is forgotten. */
    void used(@Nullable Usage usage) {
        open = usage;
    }

    /** Another attempt begins: what was said of use belongs to the last one. */
    void settle() {
        Usage used = open;
        if (used == null || attempts.isEmpty()) {
            return;
        }
        attempts.add(Billing.book(attempts.removeLast(), used, prices));
        open = null;
    }

    int size() {
        return attempts.size();
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** What all attempts used; null when none is known to have used anything. */
    @Nullable
    Usage usage() {
        Usage sum = null;
        for (Attempt attempt : attempts) {
            Usage used = attempt.usage();
            if (used != null) {
                sum = sum == null ? used : sum.plus(used);
            }
        }
        return sum;
    }

    /** What all attempts cost; unpriced when one that used something has no price. */
    Cost cost() {
        return Billing.sum(attempts, prices);
    }
}
