package io.promptgate.cli.database;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's data on disk: whether it is there and whole, and which server has it open. A mark beside it says that
 * it is just being made for the first time; what a crash leaves then holds nothing yet and is made anew.
 */
public final class DataFolder {
    /** The major version of the embedded server: it reads no other's data. */
    private static final String VERSION = "18";

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Path path;
    private final Path beingMade;

    public DataFolder(Path path) {
        this.path = path;
        this.beingMade = path.resolveSibling(path.getFileName() + ".being-made");
    }

    public Path path() {
        return path;
    }

    /** Whether there is data from an earlier start. */
    public boolean isUsed() {
        return Files.exists(path) && !Files.exists(beingMade);
    }

    /**
     * Gets ready for a server.
     *
     * @return whether the data must still be made
     * @throws Failure when there is data that this server cannot use
     */
    boolean prepare() {
        try {
            check();
            if (isUsed()) {
                return false;
            }
            delete(path);
            Files.writeString(beingMade, "");
            return true;
        } catch (IOException e) {
            throw new Failure("cannot use " + path + ": " + e.getMessage(), e);
        }
    }

    /** The data is there, for good. */
    void made() {
        try {
            Files.deleteIfExists(beingMade);
        } catch (IOException e) {
            throw new Failure("cannot remove " + beingMade + ": " + e.getMessage(), e);
        }
    }

    /** PostgreSQL's own file with the id of the server that has the folder open. */
    public Path postmasterFile() {
        return path.resolve("postmaster.pid");
    }

    /** The server that has this folder open, if one runs: ours, or one that outlived its launcher. */
    public Optional<ProcessHandle> server() {
        try {
            if (!Files.exists(postmasterFile())) {
                return Optional.empty();
            }
            // process id, folder, start in seconds, port, ... (src/include/utils/pidfile.h)
            List<String> lines = Files.readAllLines(postmasterFile());
            Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            near(started, process.info().startInstant().orElse(Instant.EPOCH)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /**
     * Looks whether a server can use what is there.
     *
     * @throws Failure when it cannot
     */
    public void check() {
        if (isUsed()) {
            checkFiles();
        }
    }

    private void checkFiles() {
        for (String file : List.of("PG_VERSION", "postgresql.conf", "global/pg_control")) {
            if (!Files.exists(path.resolve(file))) {
                throw new Failure(path + " is a broken data folder of PostgreSQL (" + file
                        + " is missing): restore it from a backup, or remove it to begin anew");
            }
        }
        String version = read("PG_VERSION").strip();
        if (!version.equals(VERSION)) {
            throw new Failure(path + " holds data of PostgreSQL " + version + "; this program runs " + VERSION);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new Failure("cannot read " + path.resolve(file) + ": " + e.getMessage(), e);
        }
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(TOLERANCE) < 0;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
