package io.promptgate.logs.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.logs.store.Expired;
import io.promptgate.logs.store.Expiry;
import io.promptgate.logs.store.Retention;
import io.promptgate.logs.upkeep.Chore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Takes away what has been kept long enough, and counts it. */
@Singleton
public final class RetentionChore implements Chore {
    private final Expiry expiry;
    private final RetentionConfig config;
    private final MeterRegistry registry;

    @Inject
    RetentionChore(Expiry expiry, RetentionConfig config, MeterRegistry registry) {
        this.expiry = expiry;
        this.config = config;
        this.registry = registry;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public Duration every() {
        return config.every();
    }

    @Override
    public void run() {
        Retention retention = new Retention(
                config.days(), config.bodyDays().orElse(config.days()), config.rollupDays(), config.batch());
        Expired expired =
                expiry.run(retention, LocalDate.now(ZoneOffset.UTC)).await().indefinitely();
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
