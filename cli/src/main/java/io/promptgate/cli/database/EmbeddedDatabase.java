package io.promptgate.cli.database;

import io.promptgate.cli.process.LogFile;
import io.promptgate.cli.process.Part;
import io.promptgate.cli.process.Processes;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL beside this process, on 127.0.0.1 alone, with durable writes and a password. Never talks to a
 * server on the port that is not the one on its own data. Thread-safe.
 */
public final class EmbeddedDatabase implements Part {
    private static final Duration TRIM_LOG = Duration.ofSeconds(30);

    private final DataFolder data;
    private final ServerLaunch launch;
    private final DatabaseSetup setup;
    private final LogFile log;
    private @Nullable EmbeddedPostgres server;

    public EmbeddedDatabase(DataFolder data, int port, Masked password, LogFile log) {
        this.data = data;
        this.log = log;
        this.launch = new ServerLaunch(data, port, password, log);
        this.setup = new DatabaseSetup(data, port, password);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    /** Where the services find it. */
    public Database database() {
        return setup.database();
    }

    /** Also waits until it can serve. */
    @Override
    public synchronized CompletableFuture<String> start() {
        release();
        LeftoverServer.stop(data);
        boolean first = data.prepare();
        server = launch.start(first);
        setup.run();
        data.made();
        ProcessHandle process = data.server().orElseThrow(() -> new Failure("PostgreSQL has ended; see " + log.path()));
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread.ofVirtual().name("postgresql watch").start(() -> watch(process, end));
        return end;
    }

    @Override
    public void awaitReady() {
        // it is since its start
    }

    @Override
    public synchronized void stop() {
        release();
        LeftoverServer.stop(data);
    }

    private void release() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new Failure("cannot stop PostgreSQL: " + e.getMessage(), e);
            }
            server = null;
        }
    }

    private void watch(ProcessHandle process, CompletableFuture<String> end) {
        while (!Processes.ended(process, TRIM_LOG)) {
            log.trim();
        }
        end.complete("gone");
    }
}
