package io.promptgate.cli.process;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which process runs a part: its id and its start, since an id alone may long be another program's. The first line is
 * the id, for shell scripts.
 */
public final class PidFile {
    /** The start is derived from the clock, which may have been set since. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Path path;

    public PidFile(Path folder, String part) {
        this.path = folder.resolve(part + ".pid");
    }

    public void write(ProcessHandle process) {
        try {
            Files.writeString(path, process.pid() + "\n" + start(process).toEpochMilli() + "\n");
        } catch (IOException e) {
            throw new Failure("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(path);
            Instant started = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            Duration.between(started, start(process)).abs().compareTo(TOLERANCE) < 0);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
            // cut off by a crash: then nothing was started yet
            return Optional.empty();
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new Failure("cannot remove " + path + ": " + e.getMessage(), e);
        }
    }

    private static Instant start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
