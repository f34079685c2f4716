package io.promptgate.cli.stack;

import io.promptgate.cli.process.Part;
import io.promptgate.cli.process.Supervisor;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Parts that run together: started as they are added, all stopped in one order, group by group. Thread-safe: the stop may come from
 * another thread in the midst of the start.
 */
final class Stack {
    private final List<List<String>> stopOrder;
    private final Terminal terminal;
    private final List<Supervisor> parts = new ArrayList<>();
    private boolean stopped;

    /** The order is that of the parts' names; those of one group are stopped at the same time. */
    Stack(List<List<String>> stopOrder, Terminal terminal) {
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
        CompletableFuture<?>[] waits = current().stream()
                .map(part -> onThread(part.name() + " start", part::awaitReady))
                .toArray(CompletableFuture<?>[]::new);
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
        for (List<String> group : stopOrder) {
            CompletableFuture<?>[] stops = parts.stream()
                    .filter(part -> group.contains(part.name()))
                    .map(part -> stop(part, tell))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(stops).join();
        }
    }

    private CompletableFuture<Void> stop(Supervisor part, boolean tell) {
        return onThread(part.name() + " stop", part::stop).handle((_, failure) -> {
            if (failure != null) {
                terminal.say(part.name() + " does not stop: " + failure.getMessage());
            } else if (tell) {
                terminal.progress(part.name(), "stopped");
            }
            return null;
        });
    }

    private static CompletableFuture<Void> onThread(String name, Runnable action) {
        return CompletableFuture.runAsync(
                action, task -> Thread.ofVirtual().name(name).start(task));
    }

    private synchronized List<Supervisor> current() {
        return List.copyOf(parts);
    }
}
