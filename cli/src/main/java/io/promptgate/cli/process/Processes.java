package io.promptgate.cli.process;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes. */
public final class Processes {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private Processes() {}

    /**
     * Asks a process to end (SIGTERM) and waits; kills it when it takes longer. Returns when it has ended.
     *
     * @return whether it ended by itself
     */
    public static boolean end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (ended(process, patience)) {
            return true;
        }
        process.destroyForcibly();
        ended(process, AFTER_KILL);
        return false;
    }

    /** Sends a signal, for example {@code INT}; to one that has ended it does nothing. */
    public static void signal(ProcessHandle process, String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ended(kill.toHandle(), AFTER_KILL);
        } catch (IOException e) {
            throw new Failure("cannot send a signal: " + e.getMessage(), e);
        }
    }

    /** Waits for a process's end. */
    public static boolean ended(ProcessHandle process, Duration atMost) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return !process.isAlive();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
