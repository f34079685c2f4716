package io.promptgate.admin.publish;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.promptgate.admin.revision.Ledger;
import io.promptgate.service.store.Migration;
import io.promptgate.service.store.StorePool;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what other replicas of this service commit: by PostgreSQL's notifications, and by a slow poll for those that
 * were missed while the connection was away.
 */
@Singleton
public final class Listener {
    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final long RECONNECT_MILLIS = 500;
    private static final long BEGINNING = -1;

    private final Vertx vertx;
    private final StorePool pool;
    private final Migration migration;
    private final ConfigReader reader;
    private final Signals signals;
    private final FeedConfig config;
    private final AtomicBoolean polling = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicReference<@Nullable PgSubscriber> subscriber = new AtomicReference<>();
    private final AtomicReference<@Nullable Position> seen = new AtomicReference<>();
    private volatile boolean stopped;

    @Inject
    Listener(
            Vertx vertx, StorePool pool, Migration migration, ConfigReader reader, Signals signals, FeedConfig config) {
        this.vertx = vertx;
        this.pool = pool;
        this.migration = migration;
        this.reader = reader;
        this.signals = signals;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        migration.done().thenRun(() -> {
            vertx.setPeriodic(0, config.poll().toMillis(), _ -> poll());
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        PgSubscriber open = subscriber.get();
        if (open != null) {
            // before the event loops end, which closing needs
            open.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .completeOnTimeout(null, 1, SECONDS)
                    .join();
        }
    }

    private void poll() {
        if (stopped || !polling.compareAndSet(false, true)) {
            return;
        }
        long before = signals.revisions().value();
        reader.head()
                .ifNoItem()
                .after(ANSWER_WITHIN)
                .fail()
                .onTermination()
                .invoke(() -> polling.set(false))
                .subscribe()
                .with(head -> found(before, head), this::lost);
    }

    private void found(long before, Position position) {
        long head = position.revision();
        if (away.compareAndSet(true, false)) {
            LOG.info("PostgreSQL answers again");
        }
        Position last = seen.getAndSet(position);
        boolean another = last != null && last.revision() == head && !last.equals(position);
        if (head < before || another) {
            // older than what was committed, or another's: the database was set back, and the gateways must be too
            signals.revisions().reset(another ? BEGINNING : head);
        } else {
            signals.revisions().raise(head);
        }
        pool.options().ifPresent(this::subscribe);
    }

    private void lost(Throwable fault) {
        if (!stopped && away.compareAndSet(false, true)) {
            LOG.warnf("PostgreSQL does not answer: %s", fault.getMessage());
        }
    }

    private void subscribe(PgConnectOptions options) {
        if (subscriber.get() != null) {
            return;
        }
        PgSubscriber fresh = PgSubscriber.subscriber(vertx, options);
        if (!subscriber.compareAndSet(null, fresh)) {
            return;
        }
        fresh.reconnectPolicy(_ -> RECONNECT_MILLIS);
        fresh.channel(Ledger.CHANNEL).subscribeHandler(_ -> connected(fresh)).handler(this::revision);
        fresh.channel(Replicas.CHANNEL).handler(_ -> signals.acks().next());
        fresh.channel(Signals.PROBE_CHANNEL).handler(_ -> signals.probes().next());
        fresh.connect().onFailure(fault -> LOG.debug("The listener's connection was not made", fault));
    }

    /** Looks for what was committed while nobody listened. */
    private void connected(PgSubscriber listening) {
        listening.actualConnection().exceptionHandler(fault -> LOG.debug("The listener's connection broke", fault));
        poll();
    }

    private void revision(String number) {
        signals.revisions().raise(Long.parseLong(number));
    }
}
