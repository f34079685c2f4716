package io.promptgate.cli.process;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts a part and, once told to watch it, starts it again whenever it ends, each time a little later, and says so.
 * Thread-safe; {@link #stop} is final.
 */
public final class Supervisor {
    private final Part part;
    private final Terminal terminal;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long started;
    private volatile @Nullable CompletableFuture<String> end;

    public Supervisor(Part part, Terminal terminal) {
        this.part = part;
        this.terminal = terminal;
    }

    public String name() {
        return part.name();
    }

    /** Starts the part, unless all is being stopped. */
    public synchronized void start() {
        if (!isStopping()) {
            started = System.nanoTime();
            end = part.start();
        }
    }

    /** Waits for the part's first readiness, and says how long it took. */
    public void awaitReady() {
        part.awaitReady();
        if (!isStopping()) {
            terminal.progress(
                    part.name(), "ready after " + Terminal.show(Duration.ofNanos(System.nanoTime() - started)));
        }
    }

    /** Begins to watch; returns at once. */
    public void watch() {
        Thread.ofVirtual().name(part.name() + " watch").start(this::keepAlive);
    }

    /** Ends the part and does not start it again. */
    public void stop() {
        stopping.countDown();
        synchronized (this) {
            part.stop();
        }
    }

    private void keepAlive() {
        while (!isStopping()) {
            long born = System.nanoTime();
            String how = awaitEnd();
            if (isStopping()) {
                return;
            }
            Duration wait = backoff.after(Duration.ofNanos(System.nanoTime() - born));
            terminal.say(part.name() + " has ended (" + how + "); starting it again in " + Terminal.show(wait));
            if (!stopsWithin(wait)) {
                again();
            }
        }
    }

    private String awaitEnd() {
        CompletableFuture<String> now = end;
        return now == null ? "not started" : now.join();
    }

    private void again() {
        try {
            start();
            part.awaitReady();
            terminal.say(part.name() + " is ready again");
        } catch (Failure e) {
            if (!isStopping()) {
                terminal.say(e.getMessage());
                end = CompletableFuture.completedFuture("no start");
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean stopsWithin(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
