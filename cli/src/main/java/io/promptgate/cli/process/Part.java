package io.promptgate.cli.process;

import io.promptgate.cli.terminal.Failure;
import java.util.concurrent.CompletableFuture;

/** One program of a stack that can be started, watched, and started again. */
public interface Part {
    String name();

    /**
     * Starts it and returns; it is not ready yet.
     *
     * @return completed when it ends, with what to say of that, for example {@code exit code 1}
     * @throws Failure when it cannot even be started
     */
    CompletableFuture<String> start();

    /**
     * Waits until it can serve.
     *
     * @throws Failure when it ends first or takes too long; the message holds its last words
     */
    void awaitReady();

    /** Ends it, gently and then by force; returns when it has ended. Does nothing to one that does not run. */
    void stop();
}
