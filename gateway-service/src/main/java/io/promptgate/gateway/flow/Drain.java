package io.promptgate.gateway.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.gateway.edge.ErrorWriter;
import io.promptgate.gateway.edge.Incoming;
import io.promptgate.gateway.edge.Refusal;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The requests under way, and their end when the gateway stops: they are let finish, later ones are turned away, and
 * what takes longer than allowed is told so. Records go on their way afterwards. Thread-safe.
 */
@Singleton
final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    /** For the last bytes of those that were cut. */
    private static final Duration LAST_BYTES = Duration.ofSeconds(2);

    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private final Duration timeout;
    private final Counter turnedAway;
    private volatile boolean stopping;

    Drain(DrainSettings settings, MeterRegistry registry) {
        this.timeout = settings.timeout();
        this.turnedAway = registry.counter("promptgate.requests.turned.away");
        registry.gauge("promptgate.requests.open", open, Set::size);
    }

    void opened(Exchange exchange) {
        open.add(exchange);
    }

    void ended(Exchange exchange) {
        open.remove(exchange);
        if (stopping) {
            wake();
        }
    }

    /** Whether new requests are to be turned away. */
    boolean stopping() {
        return stopping;
    }

    /** Tells a client to go elsewhere. The request is counted, not recorded: nothing of it was read. */
    void turnAway(Incoming incoming) {
        turnedAway.increment();
        if (incoming.request().version() != HttpVersion.HTTP_2) {
            incoming.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        ErrorWriter.write(incoming.request(), Refusal.of(reason()));
    }

    /** Comes while everything still runs. Returns when all requests have ended. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stopping = true;
        if (!open.isEmpty()) {
            LOG.infof("stopping: %d requests under way have %s to end", open.size(), timeout);
        }
        awaitNone(timeout);
        if (!open.isEmpty()) {
            LOG.warnf("stopping: %d requests took longer and are cut", open.size());
            open.forEach(exchange -> exchange.cut(reason()));
            awaitNone(LAST_BYTES);
        }
    }

    private synchronized void awaitNone(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); !open.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private static ApiException reason() {
        return new ApiException(ErrorCode.OVERLOADED, "This gateway is stopping; try again.");
    }
}
