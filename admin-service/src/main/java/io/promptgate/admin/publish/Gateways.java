package io.promptgate.admin.publish;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Waits for the gateways. Holds no connection and no transaction while it waits. */
@Singleton
final class Gateways {
    // in case the notification of another replica of this service was missed
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Replicas replicas;
    private final Signals signals;
    private final FeedConfig config;
    private final FeedMetrics metrics;

    @Inject
    Gateways(Replicas replicas, Signals signals, FeedConfig config, FeedMetrics metrics) {
        this.replicas = replicas;
        this.signals = signals;
        this.config = config;
        this.metrics = metrics;
    }

    /** Completes when every live gateway serves the revision, or the time is up; says how far it has come. */
    Uni<Spread> serving(long revision) {
        long start = System.nanoTime();
        return look(revision, start + config.writeWait().toNanos())
                .invoke(spread -> metrics.waited(Duration.ofNanos(System.nanoTime() - start), spread));
    }

    private Uni<Spread> look(long revision, long deadline) {
        long heard = signals.acks().value();
        return replicas.live().map(live -> Spread.of(revision, live)).chain(spread -> {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            return spread.isWhole() || !left.isPositive()
                    ? Uni.createFrom().item(spread)
                    : wait(heard, left).chain(() -> look(revision, deadline));
        });
    }

    private Uni<Void> wait(long heard, Duration left) {
        return signals.acks().other(heard, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
    }
}
