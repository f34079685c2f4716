package io.promptgate.cli.process;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** A program's output on disk, at most twice the bound: {@code name.log}, and the one before it as {@code name.1.log}. */
public final class LogFile {
    private static final long MOST_BYTES = 10L * 1024 * 1024;

    private final Path path;
    private final Path older;
    private final long mostBytes;
    private volatile long mark;

    public LogFile(Path folder, String name) {
        this(folder, name, MOST_BYTES);
    }

    LogFile(Path folder, String name, long mostBytes) {
        this.path = folder.resolve(name + ".log");
        this.older = folder.resolve(name + ".1.log");
        this.mostBytes = mostBytes;
    }

    public Path path() {
        return path;
    }

    /** Writes all that comes until its end. When the disk is full the rest is dropped: a program must not wait for it. */
    void pump(InputStream in) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        OutputStream out = open();
        long size = Files.size(path);
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (size + n > mostBytes) {
                    out.close();
                    Files.move(path, older, REPLACE_EXISTING);
                    mark = 0;
                    out = open();
                    size = 0;
                }
                out.write(buffer, 0, n);
                size += n;
            }
        } catch (IOException _) {
            in.transferTo(OutputStream.nullOutputStream());
        } finally {
            out.close();
        }
    }

    /** Moves what is there to the older file when it is too much; for a program that appends to the file by itself. */
    public void trim() {
        try {
            if (Files.exists(path) && Files.size(path) > mostBytes) {
                Files.copy(path, older, REPLACE_EXISTING);
                Files.newOutputStream(path, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        } catch (IOException e) {
            throw new Failure("cannot shorten " + path + ": " + e.getMessage(), e);
        }
    }

    /** What was written before is no more asked for: a new run begins. */
    public void mark() throws IOException {
        mark = Files.exists(path) ? Files.size(path) : 0;
    }

    /** Whether this run has written that. */
    public boolean contains(String text) {
        return read().contains(text);
    }

    /** The last of this run's texts that this pattern's first group finds. */
    public Optional<String> last(Pattern pattern) {
        return pattern.matcher(read()).results().map(found -> found.group(1)).reduce((_, later) -> later);
    }

    /** This run's last line that is not blank. */
    public Optional<String> lastLine() {
        return read().lines().filter(line -> !line.isBlank()).reduce((_, later) -> later);
    }

    private String read() {
        try {
            if (!Files.exists(path)) {
                return "";
            }
            byte[] all = Files.readAllBytes(path);
            int from = (int) Math.min(mark, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
