package io.promptgate.cli.database;

import io.promptgate.cli.process.LogFile;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Starts the server on its data, making the data first where there is none. */
final class ServerLaunch {
    /** Recovery after a crash can take a while. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(100);
    /** What the server or its starter writes as it gives up. */
    private static final List<String> GIVEN_UP = List.of("database system is shut down", "could not start server");

    private static final Pattern FATAL = Pattern.compile("(?:FATAL|PANIC): +(.+)");

    private final DataFolder data;
    private final int port;
    private final Masked password;
    private final LogFile log;

    ServerLaunch(DataFolder data, int port, Masked password, LogFile log) {
        this.data = data;
        this.port = port;
        this.password = password;
        this.log = log;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param first whether the data must be made
     * @throws Failure when it does not start; the message holds the server's reason
     */
    EmbeddedPostgres start(boolean first) {
        Path passwordFile = data.path().resolveSibling("postgres.password");
        try {
            log.mark();
            if (first) {
                Files.deleteIfExists(passwordFile);
                Files.createFile(
                        passwordFile,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(passwordFile, password.reveal() + "\n");
            }
            return await(builder(passwordFile));
        } catch (IOException e) {
            throw new Failure("PostgreSQL does not start: " + e.getMessage(), e);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    private EmbeddedPostgres.Builder builder(Path passwordFile) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.path())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        data.path().resolveSibling("postgres-programs").toFile())
                .setRegisterShutdownHook(false)
                .setPort(port)
                // options of initdb: they come after the library's own, and the last one counts
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password.reveal())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("log_checkpoints", "off")
                .setOutputRedirector(Redirect.appendTo(log.path().toFile()))
                .setErrorRedirector(Redirect.appendTo(log.path().toFile()))
                .setPGStartupWait(LIMIT);
    }

    /** The library waits its full time for a server that has already given up; its log tells at once. */
    private EmbeddedPostgres await(EmbeddedPostgres.Builder builder) {
        CompletableFuture<EmbeddedPostgres> started = new CompletableFuture<>();
        Thread starter = Thread.ofPlatform().name("postgresql start").start(() -> {
            try {
                started.complete(builder.start());
            } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        while (!started.isDone()) {
            if (hasGivenUp()) {
                starter.interrupt();
            }
            pause(started);
        }
        if (hasGivenUp()) {
            throw new Failure("PostgreSQL does not start on " + data.path() + ": " + reason());
        }
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new Failure(
                    "PostgreSQL does not start on " + data.path() + ": " + e.getCause() + "; see " + log.path(), e);
        }
    }

    private boolean hasGivenUp() {
        return GIVEN_UP.stream().anyMatch(log::contains);
    }

    private String reason() {
        return log.last(FATAL).or(log::lastLine).orElse("") + " (" + log.path() + ")";
    }

    private static void pause(CompletableFuture<?> started) {
        try {
            started.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // looked at by the caller
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while PostgreSQL was starting", e);
        }
    }
}
