package io.promptgate.gateway.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.gateway.snapshot.CurrentSnapshot;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.TestSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The room of policies without a container, with a clock that can be set. */
public final class TestPolicies implements AutoCloseable {
    private final Policies policies;
    private final LimitStores stores;
    private final SpendSync sync;
    private volatile Instant now = Instant.now();
    private volatile boolean isSet;

    public TestPolicies(Vertx vertx, TestSettings settings, Keys keys, CurrentSnapshot current, MeterRegistry metrics) {
        BudgetSettings budgets = settings.get(BudgetSettings.class);
        this.stores = new LimitStores(vertx, settings.get(RedisSettings.class), metrics);
        Valuation valuation = new Valuation(budgets);
        Ledger ledger = new Ledger(new Settable(), budgets);
        Holders holders = new Holders();
        SpendClient client = new SpendClient(settings.get(GatewaySettings.class), budgets, keys, valuation);
        this.sync = new SpendSync(current, client, ledger, holders, stores.store(), budgets, metrics);
        this.policies = new Policies(
                holders, stores.store(), valuation, ledger, new AnswerSize(budgets), new PolicyMetrics(metrics));
    }

    public Policies policies() {
        return policies;
    }

    /** From now on it is this time, by the calendar. */
    public void setTime(Instant time) {
        now = time;
        isSet = true;
    }

    /** Asks logs-service once what was spent. */
    public void sync() {
        sync.sync();
    }

    /** Asks logs-service if it is time. */
    public void look() {
        sync.look();
    }

    /** Whether it has been asked what was spent before the gateway began. */
    public boolean isTried() {
        return sync.isTried();
    }

    /** Whether a shared store is away. */
    public boolean isDegraded() {
        return stores.isDegraded();
    }

    @Override
    public void close() {
        stores.stop(new ShutdownEvent());
    }

    private final class Settable extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return isSet ? now : Instant.now();
        }
    }
}
