package io.promptgate.cli.database;

import io.promptgate.cli.process.Processes;
import io.promptgate.cli.terminal.Failure;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL server that still has a data folder open: one whose launcher was killed, or that is slow to stop. */
public final class LeftoverServer {
    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private LeftoverServer() {}

    /**
     * Stops it, if there is one: a fast shutdown (SIGINT) that ends sessions and writes all out, then an immediate one
     * (SIGQUIT), from which the next start recovers.
     *
     * @return whether there was one
     */
    public static boolean stop(DataFolder data) {
        Optional<ProcessHandle> found = data.server();
        if (found.isEmpty()) {
            return false;
        }
        ProcessHandle server = found.get();
        Processes.signal(server, "INT");
        if (!Processes.ended(server, FAST)) {
            Processes.signal(server, "QUIT");
            if (!Processes.ended(server, AT_ONCE)) {
                throw new Failure("PostgreSQL (process " + server.pid() + ") on " + data.path() + " does not stop");
            }
        }
        return true;
    }
}
