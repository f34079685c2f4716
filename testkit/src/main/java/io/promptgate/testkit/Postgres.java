package io.promptgate.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for tests. {@link #shared} is one per JVM, quick and forgetful, and goes with the JVM; {@link
 * #start} is one's own, with durable writes, to be stopped and started again on the same data. Thread-safe.
 */
public final class Postgres implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    // trusted on the loopback: any password will do
    private static final String PASSWORD = "postgres";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final @Nullable Path dataDirectory;
    private final int port;
    private final Map<String, String> configuration;
    private @Nullable EmbeddedPostgres server;

    private Postgres(@Nullable Path dataDirectory, int port, Map<String, String> configuration) {
        this.dataDirectory = dataDirectory;
        this.port = port;
        this.configuration = Map.copyOf(configuration);
        this.server = launch();
    }

    /** Where a database is and who may enter. */
    public record Coordinates(String host, int port, String database, String user, String password) {
        /** As the services' {@code PROMPTGATE_DATABASE_URL} wants it. */
        public String url() {
            return "postgresql://" + host + ":" + port + "/" + database;
        }

        /** For JDBC, without user and password. */
        public String jdbcUrl() {
            return "jdbc:" + url();
        }
    }

    /** The JVM's own server, started at the first call. */
    public static Postgres shared() {
        return Shared.SERVER;
    }

    /**
     * A server on this port with its data in this folder, which is created where it is missing. What it has committed
     * survives {@link #stop}.
     */
    public static Postgres start(int port, Path dataDirectory) {
        return new Postgres(dataDirectory, port, Map.of());
    }

    /**
     * A server that lets in nobody without TLS.
     *
     * @param folder for its settings; it exists
     */
    public static Postgres startTls(ServerCertificate certificate, Path folder) {
        try {
            Path entry = Files.writeString(folder.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
            return new Postgres(
                    null,
                    0,
                    Map.of(
                            "ssl", "on",
                            "ssl_cert_file",
                                    certificate.certificate().toAbsolutePath().toString(),
                            "ssl_key_file", certificate.key().toAbsolutePath().toString(),
                            "hba_file", entry.toAbsolutePath().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's first database, {@code postgres}. */
    public Coordinates coordinates() {
        return at("postgres");
    }

    public String url() {
        return coordinates().url();
    }

    public String jdbcUrl() {
        return coordinates().jdbcUrl();
    }

    public String user() {
        return SUPERUSER;
    }

    public String password() {
        return PASSWORD;
    }

    public synchronized int port() {
        return server == null ? port : server.getPort();
    }

    /** A new, empty database that nobody else has. */
    public Coordinates freshDatabase() {
        String name = "db_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return at(name);
    }

    /** Runs one statement in the first database. */
    public void execute(String sql) {
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Stops the server, breaking all connections. A server started with a folder keeps its data. */
    public synchronized void stop() {
        if (server != null) {
            close(server);
            server = null;
        }
    }

    /** Ends a server that was started with a folder at once (SIGKILL), all of its processes, in whatever they do. */
    public synchronized void kill() {
        if (server == null || dataDirectory == null) {
            throw new IllegalStateException("only a running server with a folder of its own is killed");
        }
        try {
            String first =
                    Files.readAllLines(dataDirectory.resolve("postmaster.pid")).getFirst();
            ProcessHandle postmaster =
                    ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stop(); // finds nobody, and lets go of the folder
    }

    /** Starts a stopped or killed server again, on the same port and data. */
    public synchronized void restart() {
        stop();
        server = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized EmbeddedPostgres running() {
        if (server == null) {
            throw new IllegalStateException("this PostgreSQL is stopped");
        }
        return server;
    }

    private Coordinates at(String database) {
        return new Coordinates("127.0.0.1", port(), database, SUPERUSER, PASSWORD);
    }

    private EmbeddedPostgres launch() {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setPort(port).setServerConfig("max_connections", "200");
        configuration.forEach(builder::setServerConfig);
        if (dataDirectory != null) {
            builder.setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on");
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final Postgres SERVER = new Postgres(null, 0, Map.of());
    }
}
