package io.promptgate.admin.publish;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * A number that others wait on. Who read the state at one value and then waits for another never misses a change in
 * between, since the value is compared again when the wait begins. Thread-safe.
 */
public final class Signal {
    private final Vertx vertx;
    private final Map<UniEmitter<? super Void>, Context> waiters = new HashMap<>();
    private long value;

    Signal(Vertx vertx) {
        this.vertx = vertx;
    }

    public synchronized long value() {
        return value;
    }

    /** Sets a later value; an earlier one is old news and changes nothing. */
    public void raise(long to) {
        change(now -> Math.max(now, to));
    }

    /** Sets the next value. */
    void next() {
        change(now -> now + 1);
    }

    /** Sets the value, back too. */
    void reset(long to) {
        change(_ -> to);
    }

    /**
     * Waits until the value is not this one, or the time is up. Completes on the Vert.x context of who waits.
     *
     * @param from the value that the waiter has seen
     */
    public Uni<Void> other(long from, Duration atMost) {
        return Uni.createFrom().emitter(waiter -> {
            long timer = vertx.setTimer(Math.max(1, atMost.toMillis()), _ -> waiter.complete(null));
            waiter.onTermination(() -> {
                vertx.cancelTimer(timer);
                remove(waiter);
            });
            if (!add(waiter, from)) {
                waiter.complete(null);
            }
        });
    }

    private void change(LongUnaryOperator operator) {
        Map<UniEmitter<? super Void>, Context> woken;
        synchronized (this) {
            long before = value;
            value = operator.applyAsLong(before);
            if (value == before) {
                return;
            }
            woken = Map.copyOf(waiters);
            waiters.clear();
        }
        woken.forEach((waiter, context) -> context.runOnContext(_ -> waiter.complete(null)));
    }

    private synchronized boolean add(UniEmitter<? super Void> waiter, long from) {
        if (value != from) {
            return false;
        }
        waiters.put(waiter, vertx.getOrCreateContext());
        return true;
    }

    private synchronized void remove(UniEmitter<? super Void> waiter) {
        waiters.remove(waiter);
    }
}
