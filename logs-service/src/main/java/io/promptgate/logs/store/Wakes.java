package io.promptgate.logs.store;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.promptgate.service.store.StorePool;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears that records were committed, by PostgreSQL's notifications. Some can be missed, as while the connection is
 * away or behind a pooler that does not pass them on: whoever waits also looks by himself now and then.
 */
@Singleton
public final class Wakes {
    /** As the migration V3 names it. */
    private static final String CHANNEL = "promptgate_requests";

    private static final Logger LOG = Logger.getLogger(Wakes.class);
    private static final long RECONNECT_MILLIS = 500;

    private final Vertx vertx;
    private final StorePool pool;
    private final AtomicReference<@Nullable PgSubscriber> subscriber = new AtomicReference<>();

    @Inject
    Wakes(Vertx vertx, StorePool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /** Calls back on every notification from now on; of several calls only the first one counts. */
    public void listen(Runnable woken) {
        pool.options().ifPresent(options -> subscribe(options, woken));
    }

    void stop(@Observes ShutdownEvent event) {
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

    private void subscribe(PgConnectOptions options, Runnable woken) {
        if (subscriber.get() != null) {
            return;
        }
        PgSubscriber fresh = PgSubscriber.subscriber(vertx, options);
        if (!subscriber.compareAndSet(null, fresh)) {
            return;
        }
        fresh.reconnectPolicy(_ -> RECONNECT_MILLIS);
        fresh.channel(CHANNEL).subscribeHandler(_ -> connected(fresh, woken)).handler(_ -> woken.run());
        fresh.connect().onFailure(fault -> LOG.debug("The listener's connection was not made", fault));
    }

    /** Looks for what was committed while nobody listened. */
    private static void connected(PgSubscriber listening, Runnable woken) {
        listening.actualConnection().exceptionHandler(fault -> LOG.debug("The listener's connection broke", fault));
        woken.run();
    }
}
