package io.promptgate.bench;

import io.promptgate.testkit.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that serves on a port of 127.0.0.1 while the bench runs. */
final class Program {
    private static final Duration START_LIMIT = Duration.ofSeconds(15);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final int port;

    private Program(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until the port is taken.
     *
     * @param log where its output goes
     * @throws IllegalStateException when it ends or is too slow; the message holds its output
     */
    static Program start(List<String> command, int port, Path log, Cleanup cleanup) throws InterruptedException {
        Program program = new Program(launch(command, log), port);
        cleanup.add(program::stop);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (FreePorts.isFree("127.0.0.1", port)) {
            boolean ended = program.process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        command.getFirst() + " does not serve on port " + port + ":\n" + text(log));
            }
        }
        return program;
    }

    int port() {
        return port;
    }

    ProcessTree tree() {
        return new ProcessTree(process.pid());
    }

    /** The path of a program of the system, or null. */
    static String find(String name, String debianPackage) {
        for (String folder : (System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":", -1)) {
            File file = new File(folder, name);
            if (file.canExecute()) {
                return file.getPath();
            }
        }
        throw new IllegalStateException(
                name + " is not installed; on Debian and Ubuntu: apt-get install " + debianPackage);
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
