package io.promptgate.service.store;

import io.promptgate.service.problem.LogLine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private static final int START_WAITS_SECONDS = 5;

    private final Flyway flyway;
    private final StoreConfig config;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CountDownLatch attempted = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    Migration(Flyway flyway, StoreConfig config) {
        this.flyway = flyway;
        this.config = config;
    }

    /** Waits for the first attempt, so that with a database at hand the service is ready once it has started. */
    void start(@Observes StartupEvent event) throws InterruptedException {
        Thread.ofPlatform().daemon().name("migration").start(this::untilDone);
        if (!attempted.await(START_WAITS_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("PostgreSQL does not answer; the service starts without it");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** Whether the schema is as this version of the service needs it. */
    public boolean isDone() {
        return done.isDone();
    }

    /** Completes once the schema is as this version of the service needs it. */
    public CompletionStage<Void> done() {
        return done.minimalCompletionStage();
    }

    private void untilDone() {
        String told = "";
        try {
            do {
                String fault = attempt();
                if (fault == null) {
                    done.complete(null);
                } else if (!fault.equals(told) && stopping.getCount() > 0) {
                    LOG.warnf("The schema cannot be prepared, trying on: %s", fault);
                    told = fault;
                }
                attempted.countDown();
            } while (!isDone() && !stopping.await(config.retry().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String attempt() {
        try {
            flyway.migrate();
            LOG.infof("The schema is at version %s", flyway.info().current().getVersion());
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
