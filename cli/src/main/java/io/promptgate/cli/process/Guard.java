package io.promptgate.cli.process;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Outlives this process by a moment: a small shell that waits at the end of a pipe. When the pipe breaks, because this
 * process was killed, it ends the services, and then the database. Told that all is done, it just goes.
 */
public final class Guard implements AutoCloseable {
    /** Arguments: the folder of the process files, PostgreSQL's own process file, and the services in order. */
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            run=$1 postmaster=$2
            shift 2
            read -r _ && exit 0
            db=$(head -n 1 "$postmaster" 2>/dev/null)
            pids=
            for part in "$@"; do
              pid=$(head -n 1 "$run/$part.pid" 2>/dev/null) && pids="$pids $pid"
            done
            alive() { for pid in $pids; do kill -0 "$pid" 2>/dev/null && return; done; return 1; }
            [ -z "$pids" ] || kill -TERM $pids 2>/dev/null
            wait=0
            while alive && [ $wait -lt 30 ]; do sleep 1; wait=$((wait + 1)); done
            [ -z "$pids" ] || kill -KILL $pids 2>/dev/null
            [ -z "$db" ] || kill -INT "$db" 2>/dev/null
            exit 0
            """;

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    /**
     * Puts the guard up.
     *
     * @param running the folder of the services' process files
     * @param postmaster PostgreSQL's own process file
     */
    public static Guard over(Path running, Path postmaster, List<String> services) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", SCRIPT, "promptgate-guard", running.toString(), postmaster.toString()));
        command.addAll(services);
        try {
            return new Guard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new Failure("cannot start a shell: " + e.getMessage(), e);
        }
    }

    /** All has ended well: nothing is left to guard. */
    @Override
    public void close() {
        try (OutputStream in = process.getOutputStream()) {
            in.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            // it is gone already
        }
        Processes.ended(process.toHandle(), Duration.ofSeconds(5));
    }
}
