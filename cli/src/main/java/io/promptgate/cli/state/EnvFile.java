package io.promptgate.cli.state;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of {@code NAME=value} lines that only its owner may read. It is replaced as a whole, so that a crash leaves
 * the old one or the new one.
 */
public final class EnvFile {
    private final Path path;

    public EnvFile(Path path) {
        this.path = path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * All lines; none when there is no file.
     *
     * @throws Failure when the file cannot be read or has a line that is not {@code NAME=value}
     */
    public Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        if (!exists()) {
            return values;
        }
        try {
            for (String line : Files.readAllLines(path)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(line, values);
                }
            }
        } catch (IOException e) {
            throw new Failure("cannot read " + path + ": " + e.getMessage(), e);
        }
        return values;
    }

    public void write(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            // readable by the owner alone from the first moment on
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, text);
            force(next);
            Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    /** Adds or replaces one line. */
    public void put(String name, String value) {
        Map<String, String> values = read();
        values.put(name, value);
        write(values);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private void add(String line, Map<String, String> values) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            // not the line itself: it may be a piece of a secret
            throw new Failure(path + " is damaged: it has a line that is not NAME=value");
        }
        values.put(line.substring(0, equals), line.substring(equals + 1));
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
