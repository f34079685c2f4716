package io.promptgate.cli.stack;

import io.promptgate.cli.process.Part;
import io.promptgate.cli.process.Supervisor;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Parts that run together: started as they are added, all stopped in one order. Thread-safe: the stop may come from
 * another thread in the midst of the start.
 */
final class Stack {
    private final List<String> stopOrder;
    private final Terminal terminal;
    private final List<Supervisor> parts = new ArrayList<>();
    private boolean stopped;

    /** The order is that of the parts' names; unknown ones come first. */
    Stack(List<String> stopOrder, Terminal terminal) {
        this.stopOrder = List.copyOf(stopOrder);
        this.terminal = terminal;
    }

    /**
     * Starts a part and keeps it.
     *
     * @throws Failure when it cannot be started, or the stack is being stopped
     */
    void add(Part part) {
        Supervisor supervisor = new Supervisor(part, terminal);
        synchronized (this) {
            if (stopped) {
                throw new Failure("stopped while starting");
            }
            parts.add(supervisor);
        }
        supervisor.start();
    }

    /**
     * Waits until all parts are ready.
     *
     * @throws Failure of the first that fails, at once
     */
    void awaitReady() {
        CompletableFuture<?>[] waits = current().stream().map(Stack::readiness).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(waits);
        for (CompletableFuture<?> wait : waits) {
            wait.exceptionally(failure -> {
                all.completeExceptionally(failure);
                return null;
            });
        }
        try {
            all.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    /** From now on a part that ends is started again. */
    void watch() {
        current().forEach(Supervisor::watch);
    }

    /**
     * Stops all that was started. Only the first call does anything; others wait for it.
     *
     * @param tell whether to say so, part by part
     */
    synchronized void stop(boolean tell) {
        if (stopped) {
            return;
        }
        stopped = true;
        parts.sort(Comparator.comparingInt(part -> stopOrder.indexOf(part.name())));
        for (Supervisor part : parts) {
            try {
                part.stop();
                if (tell) {
                    terminal.progress(part.name(), "stopped");
                }
            } catch (Failure e) {
                terminal.say(e.getMessage());
            }
        }
    }

    private static CompletableFuture<Void> readiness(Supervisor part) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread.ofVirtual().name(part.name() + " start").start(() -> {
            try {
                part.awaitReady();
                ready.complete(null);
            } catch (Failure e) {
                ready.completeExceptionally(e);
            }
        });
        return ready;
    }

    private synchronized List<Supervisor> current() {
        return List.copyOf(parts);
    }
}
