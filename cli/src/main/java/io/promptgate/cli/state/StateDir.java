package io.promptgate.cli.state;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder with everything that a stack keeps between two starts; only its owner may enter. */
public record StateDir(Path path) {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

    public StateDir {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws Failure when it cannot be made or used
     */
    public void create() {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, OWNER_ALONE);
            Files.createDirectories(logs());
            Files.createDirectories(running());
            Files.createDirectories(gateway());
            Files.createDirectories(cache());
        } catch (IOException e) {
            throw new Failure("cannot use " + path + " as state folder: " + e, e);
        }
    }

    public EnvFile secrets() {
        return new EnvFile(path.resolve("secrets.env"));
    }

    /** What the last start was. */
    public EnvFile stack() {
        return new EnvFile(path.resolve("stack.env"));
    }

    public EnvFile demo() {
        return new EnvFile(path.resolve("demo.env"));
    }

    public Path lock() {
        return path.resolve("lock");
    }

    /** One file per running process. */
    public Path running() {
        return path.resolve("run");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /** What only makes the next start faster, and may be deleted. */
    public Path cache() {
        return path.resolve("cache");
    }

    /** PostgreSQL's data. */
    public Path postgres() {
        return path.resolve("postgres");
    }

    /** The gateway's own folder, for its sealed snapshot. */
    public Path gateway() {
        return path.resolve("gateway");
    }
}
