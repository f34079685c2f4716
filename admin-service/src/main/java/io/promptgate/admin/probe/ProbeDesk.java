package io.promptgate.admin.probe;

import io.promptgate.admin.publish.Signals;
import io.promptgate.admin.publish.Streams;
import io.promptgate.service.problem.LogLine;
import io.promptgate.service.store.Migration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/** Puts questions, whichever replica was asked them, to a gateway that follows this replica. */
@Singleton
public final class ProbeDesk {
    /** How long a question waits for a gateway that can answer it. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(ProbeDesk.class);
    // beside being told, for a notification that was missed and a gateway that has just caught up
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Migration migration;
    private final Signals signals;
    private final Streams streams;
    private final ProbeTable table;
    private volatile boolean stopped;

    @Inject
    ProbeDesk(Vertx vertx, Migration migration, Signals signals, Streams streams, ProbeTable table) {
        this.vertx = vertx;
        this.migration = migration;
        this.signals = signals;
        this.streams = streams;
        this.table = table;
    }

    void start(@Observes StartupEvent event) {
        migration.done().thenRun(() -> vertx.runOnContext(_ -> follow()));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void follow() {
        if (stopped) {
            return;
        }
        long seen = signals.probes().value();
        put().onFailure()
                .invoke(fault -> LOG.debugf("Questions to gateways cannot be read: %s", LogLine.of(fault)))
                .onFailure()
                .recoverWithNull()
                .chain(() -> signals.probes().other(seen, LOOK_AGAIN))
                .subscribe()
                .with(_ -> follow(), fault -> LOG.errorf("Gateways are asked no more: %s", LogLine.of(fault)));
    }

    private Uni<Void> put() {
        Set<String> gateways = streams.gateways();
        return gateways.isEmpty()
                ? Uni.createFrom().voidItem()
                : table.claim(gateways, PATIENCE)
                        .invoke(claimed ->
                                claimed.forEach(question -> streams.ask(question.gateway(), question.probe())))
                        .replaceWithVoid();
    }
}
