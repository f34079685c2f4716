package io.promptgate.gateway.policy;

import io.promptgate.gateway.policy.Verdict.Level;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts in this gateway alone. A claim locks its holders' accounts, in the order of their kinds, for the time that the
 * comparing takes, about half a microsecond; holders without limits have no account. Time is that of a clock that never
 * goes back.
 */
final class LocalStore implements LimitStore {
    private final ConcurrentHashMap<UUID, Account> accounts = new ConcurrentHashMap<>();
    private final LongSupplier millis;

    /**
     * An empty store.
     *
     * @param millis a time in milliseconds that never goes back
     */
    LocalStore(LongSupplier millis) {
        this.millis = millis;
    }

    @Override
    public Future<Verdict> admit(Claim claim) {
        return Future.succeededFuture(locked(claim, 0));
    }

    @Override
    public void settle(Claim claim, long[] ends, long tokens, long money) {
        for (int i = 0; i < ends.length; i++) {
            Account account = account(claim, i);
            synchronized (account) {
                account.settle(claim, ends[i], tokens, money);
            }
        }
    }

    @Override
    public void retain(Set<UUID> holders) {
        accounts.keySet().retainAll(holders);
    }

    int size() {
        return accounts.size();
    }

    private Verdict locked(Claim claim, int from) {
        if (from == claim.holders().size()) {
            return judged(claim, millis.getAsLong());
        }
        synchronized (account(claim, from)) {
            return locked(claim, from + 1);
        }
    }

    private Verdict judged(Claim claim, long now) {
        List<Holder> holders = claim.holders();
        for (int i = 0; i < holders.size(); i++) {
            Verdict.Refused refused = account(claim, i)
                    .refusal(claim, holders.get(i), claim.known().get(i), now);
            if (refused != null) {
                return refused;
            }
        }
        long[] ends = new long[holders.size()];
        List<Level> high = new ArrayList<>(0);
        Rate rate = null;
        for (int i = 0; i < ends.length; i++) {
            Account account = account(claim, i);
            ends[i] = account.take(claim, holders.get(i), now);
            account.addHigh(holders.get(i), high);
            Rate own = account.rate(holders.get(i), now);
            rate = rate == null || (own != null && own.remaining() < rate.remaining()) ? own : rate;
        }
        return new Verdict.Granted(rate, ends, high);
    }

    private Account account(Claim claim, int index) {
        UUID holder = claim.holders().get(index).id();
        Account known = accounts.get(holder);
        return known == null ? accounts.computeIfAbsent(holder, _ -> new Account()) : known;
    }
}
