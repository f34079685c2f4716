package io.promptgate.gateway.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.Token;
import io.promptgate.gateway.snapshot.CurrentSnapshot;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks logs-service, on a thread of its own, what holders of budgets have used: at the start, from time to time, and
 * soon after somebody new comes or logs-service was away.
 */
@Singleton
public final class SpendSync {
    private static final Logger LOG = Logger.getLogger(SpendSync.class);
    private static final long LOOK_MILLIS = 100;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Their ids fit into one line of HTTP. */
    private static final int AT_ONCE = 50;

    private final CurrentSnapshot current;
    private final SpendClient client;
    private final Ledger ledger;
    private final Holders holders;
    private final LimitStore store;
    private final BudgetSettings settings;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("spend").daemon().factory());
    private volatile boolean tried;
    private volatile boolean away;
    private final Counter failures;
    private long nextNanos;

    SpendSync(
            CurrentSnapshot current,
            SpendClient client,
            Ledger ledger,
            Holders holders,
            LimitStore store,
            BudgetSettings settings,
            MeterRegistry metrics) {
        this.current = current;
        this.client = client;
        this.ledger = ledger;
        this.holders = holders;
        this.store = store;
        this.settings = settings;
        this.failures = metrics.counter("promptgate.budget.sync.failures");
        metrics.gauge("promptgate.budget.unknown", this, sync -> sync.away ? 1 : 0);
    }

    void start(@Observes StartupEvent event) {
        nextNanos = System.nanoTime();
        var _ = thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /**
     * Whether the ledger has been asked once since the start, with whatever success; or there is nobody to ask for, since
     * the first revision is still to come.
     */
    boolean isTried() {
        return tried || current.get().revision() == 0;
    }

    /** Asks when it is time. */
    void look() {
        boolean isDue = System.nanoTime() - nextNanos >= 0 || (!away && ledger.takeWanted());
        if (isDue && current.get().revision() > 0) {
            sync();
            nextNanos =
                    System.nanoTime() + (away ? RETRY_NANOS : settings.sync().toNanos());
            tried = true;
        }
    }

    /** Asks once for all holders of budgets; forgets those that are gone. */
    void sync() {
        List<UUID> asked = new ArrayList<>();
        Set<UUID> all = new HashSet<>();
        for (Project project : current.get().snapshot().projects()) {
            for (Token token : project.tokens()) {
                all.add(token.id());
                if (token.budgets() != null) {
                    asked.add(token.id());
                }
            }
        }
        retain(all);
        try {
            for (int from = 0; from < asked.size(); from += AT_ONCE) {
                client.spent(asked.subList(from, Math.min(from + AT_ONCE, asked.size())), ledger.period())
                        .forEach(ledger::learn);
            }
            heard(null);
        } catch (IOException | RuntimeException e) {
            heard(e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void retain(Set<UUID> all) {
        ledger.retain(all);
        holders.retain(all);
        store.retain(all);
    }

    /** Tells the log once when logs-service goes away, and once when it is back. */
    private void heard(@Nullable String problem) {
        if (problem != null) {
            failures.increment();
            if (!away) {
                LOG.warnf(
                        "what was spent on budgets cannot be read from logs-service (%s); counting goes on here",
                        problem);
            }
        } else if (away) {
            LOG.info("what was spent on budgets is read from logs-service again");
        }
        away = problem != null;
    }
}
