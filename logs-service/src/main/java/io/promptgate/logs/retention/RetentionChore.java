package io.promptgate.logs.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.logs.store.Expired;
import io.promptgate.logs.store.Expiry;
import io.promptgate.logs.store.Policies;
import io.promptgate.logs.store.Retention;
import io.promptgate.logs.upkeep.Chore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Takes away what has been kept long enough, and counts it. Waits until projects' own times are known: one that keeps
 * more than the others must not lose it to a start on which admin-service comes later.
 */
@Singleton
public final class RetentionChore implements Chore {
    private static final Logger LOG = Logger.getLogger(RetentionChore.class);
    private static final Expired NOTHING = new Expired(0, 0, 0, 0);

    private final Expiry expiry;
    private final Policies policies;
    private final RetentionConfig config;
    private final MeterRegistry registry;
    private volatile boolean waiting;

    @Inject
    RetentionChore(Expiry expiry, Policies policies, RetentionConfig config, MeterRegistry registry) {
        this.expiry = expiry;
        this.policies = policies;
        this.config = config;
        this.registry = registry;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public Duration every() {
        return waiting ? config.policiesEvery() : config.every();
    }

    @Override
    public void run() {
        if (!policies.known().await().indefinitely()) {
            if (!waiting) {
                LOG.info("Nothing expires yet: admin-service has not told how long projects keep their logs");
            }
            waiting = true;
            count(NOTHING);
            return;
        }
        waiting = false;
        Retention retention = new Retention(
                config.days(), config.bodyDays().orElse(config.days()), config.rollupDays(), config.batch());
        Expired expired =
                expiry.run(retention, LocalDate.now(ZoneOffset.UTC)).await().indefinitely();
        count(expired);
    }

    private void count(Expired expired) {
        count("partitions", expired.partitions());
        count("requests", expired.requests());
        count("bodies", expired.bodies());
        count("rollups", expired.rollups());
    }

    private void count(String what, long amount) {
        Counter.builder("promptgate.logs.expired")
                .description("What retention took away: partitions as a whole, and single rows")
                .tag("what", what)
                .register(registry)
                .increment((double) amount);
    }
}
