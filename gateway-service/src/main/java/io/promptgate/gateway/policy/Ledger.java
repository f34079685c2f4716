package io.promptgate.gateway.policy;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.service.start.StartRefused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The last word of logs-service on what holders have used, and the calendar that it goes by. Thread-safe. */
@Singleton
final class Ledger {
    private final ConcurrentHashMap<UUID, Spent> known = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ZoneId zone;
    private final boolean denies;
    private volatile Period period;
    private volatile boolean wanted;

    Ledger(Clock clock, BudgetSettings settings) {
        this.clock = clock;
        this.zone = zone(settings.zone());
        this.denies = settings.unknown() == BudgetSettings.Unknown.DENY;
        this.period = Period.of(clock.instant(), zone);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new StartRefused(
                    "promptgate.budgets.zone is " + name + ", which is no time zone such as Europe/Berlin");
        }
    }

    /** The day and month that it is; a clock that goes back brings no former one back. */
    Period period() {
        Period last = period;
        Instant now = clock.instant();
        if (now.isBefore(last.dayEnd())) {
            return last;
        }
        Period next = Period.of(now, zone);
        period = next;
        return next;
    }

    /**
     * What is known of a holder; nothing where it has no budget.
     *
     * @throws ApiException {@code overloaded} when nothing is known yet and the settings refuse such requests
     */
    Spent known(Holder holder) {
        if (!holder.hasBudgets()) {
            return Spent.NOTHING;
        }
        Spent spent = known.get(holder.id());
        if (spent != null) {
            return spent;
        }
        wanted = true;
        if (denies) {
            throw new ApiException(
                    ErrorCode.OVERLOADED, "What was spent on this token's budget is not known yet; try again.");
        }
        return Spent.NOTHING;
    }

    /** Whether somebody asked, since the last time, for a holder of which nothing is known. */
    boolean takeWanted() {
        boolean was = wanted;
        wanted = false;
        return was;
    }

    void learn(UUID holder, Spent spent) {
        known.put(holder, spent);
    }

    /** Forgets all holders but these. */
    void retain(Set<UUID> holders) {
        known.keySet().retainAll(holders);
    }
}
