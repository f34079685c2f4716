package io.promptgate.logs.upkeep;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promptgate.service.problem.LogLine;
import io.promptgate.service.store.Migration;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the chores from the time the schema stands until the service stops, each on a thread of its own. */
@Singleton
public final class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final List<Chore> chores;
    private final Migration migration;
    private final MeterRegistry registry;
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    Upkeep(@All List<Chore> chores, Migration migration, MeterRegistry registry) {
        this.chores = List.copyOf(chores);
        this.migration = migration;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        chores.forEach(chore -> migration
                .done()
                .thenRun(() -> Thread.ofPlatform()
                        .daemon()
                        .name("upkeep-" + chore.name())
                        .start(() -> untilStopped(chore))));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void untilStopped(Chore chore) {
        String told = "";
        try {
            do {
                told = once(chore, told);
            } while (!stopping.await(chore.every().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what went wrong, so that the same fault is told once and not each time. */
    private String once(Chore chore, String told) {
        long start = System.nanoTime();
        String fault = "";
        try {
            chore.run();
        } catch (RuntimeException e) {
            fault = LogLine.of(String.valueOf(e.getMessage()));
            if (!fault.equals(told) && stopping.getCount() > 0) {
                LOG.warnf("The chore %s failed and is tried again: %s", chore.name(), fault);
            }
        }
        Timer.builder("promptgate.logs.upkeep")
                .description("The store's chores, by name and outcome")
                .tag("chore", chore.name())
                .tag("outcome", fault.isEmpty() ? "done" : "failed")
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - start));
        return fault;
    }
}
