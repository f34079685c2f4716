package io.promptgate.gateway.policy;

import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/** Where it is counted what holders use: in this gateway, or in a store that all replicas share. Thread-safe. */
interface LimitStore {

    /** Judges all rules of a claim at once. The future ends on the caller's event loop. */
    Future<Verdict> admit(Claim claim);

    /**
     * A request that was let in is over: what it really used takes the place of what was reserved.
     *
     * @param ends as the verdict gave them
     */
    void settle(Claim claim, long[] ends, long tokens, long money);

    /** Forgets all holders but these, where it keeps them in memory. */
    void retain(Set<UUID> holders);
}
