package io.promptgate.logs.store;

import io.promptgate.logs.problem.LogLine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the schema, beside the start rather than in it: while PostgreSQL is away the service lives, is not ready,
 * and tries again. Flyway's lock in the database lets several replicas start at once.
 */
@Singleton
public final class Migration {
    private static final Logger LOG = Logger.getLogger(Migration.class);

    private final Flyway flyway;
    private final StoreConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean done;

    @Inject
    Migration(Flyway flyway, StoreConfig config) {
        this.flyway = flyway;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("migration").start(this::untilDone);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** Whether the schema is as this version of the service needs it. */
    boolean isDone() {
        return done;
    }

    private void untilDone() {
        String told = "";
        try {
            do {
                String fault = attempt();
                if (fault == null) {
                    done = true;
                    return;
                }
                if (!fault.equals(told) && stopping.getCount() > 0) {
                    LOG.warnf("The schema cannot be prepared, trying on: %s", fault);
                    told = fault;
                }
            } while (!stopping.await(config.retry().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String attempt() {
        try {
            flyway.migrate();
            LOG.info("The log store's schema is ready");
            return null;
        } catch (RuntimeException e) {
            LOG.debug("The attempt to prepare the schema failed", e);
            return String.valueOf(e.getMessage())
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .map(LogLine::of)
                    .orElse("no reason given");
        }
    }
}
