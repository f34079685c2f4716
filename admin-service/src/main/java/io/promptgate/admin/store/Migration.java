package io.promptgate.admin.store;

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

    private final Flyway flyway;
    private final StoreConfig config;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CountDownLatch attempted = new CountDownLatch(1);
    private final Thread worker = Thread.ofVirtual().name("migration").unstarted(this::untilDone);

    @Inject
    Migration(Flyway flyway, StoreConfig config) {
        this.flyway = flyway;
        this.config = config;
    }

    /** Waits for the first attempt, so that with a database at hand the service is ready once it has started. */
    void start(@Observes StartupEvent event) throws InterruptedException {
        worker.start();
        if (!attempted.await(config.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("PostgreSQL does not answer; the service starts without it");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

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
            for (String fault = attempt(); fault != null; fault = attempt()) {
                if (!fault.equals(told)) {
                    LOG.warnf("The schema cannot be prepared, trying on: %s", fault);
                    told = fault;
                }
                attempted.countDown();
                Thread.sleep(config.retry());
            }
            done.complete(null);
            attempted.countDown();
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
            return firstLine(e);
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("no reason given");
    }
}
