package io.promptgate.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.process.LogFile;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static final Masked PASSWORD = Masked.of("0123456789abcdef");
    private static final int PORT = FreePorts.one();

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;
    private static CompletableFuture<String> end;

    @BeforeAll
    static void start() {
        database = database();
        end = database.start();
    }

    @AfterAll
    static void stop() {
        database.stop();
    }

    @Test
    void writesDurablyAndListensOnTheLoopbackAlone() throws Exception {
        assertThat(single("SHOW fsync")).isEqualTo("on");
        assertThat(single("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(single("SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(single("SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(database.database().url()).isEqualTo("postgresql://127.0.0.1:" + PORT + "/promptgate");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        assertThatThrownBy(() -> connect("wrong").close()).isInstanceOf(SQLException.class);
        assertThat(folder.resolve("postgres.password")).doesNotExist();
    }

    @Test
    void comesBackWithItsDataAfterItsServerWasKilled() throws Exception {
        // Given
        execute("CREATE TABLE kept (n int)");
        ProcessHandle server =
                new DataFolder(folder.resolve("postgres")).server().orElseThrow();

        // When
        server.destroyForcibly();
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("gone");
        end = database.start();

        // Then
        assertThat(single("SELECT count(*) FROM kept")).isEqualTo("0");
    }

    @Test
    void takesTheFolderOverFromAServerThatWasLeftRunning() throws Exception {
        // Given
        execute("CREATE TABLE left_over (n int)");
        ProcessHandle left = new DataFolder(folder.resolve("postgres")).server().orElseThrow();

        // When
        EmbeddedDatabase next = database();
        assertThat(LeftoverServer.stop(new DataFolder(folder.resolve("postgres"))))
                .isTrue();
        assertThat(LeftoverServer.stop(new DataFolder(folder.resolve("postgres"))))
                .isFalse();
        database.stop();
        end = next.start();
        database = next;

        // Then
        assertThat(left.isAlive()).isFalse();
        assertThat(single("SELECT count(*) FROM left_over")).isEqualTo("0");
    }

    @Test
    void makesAnewWhatAFirstStartLeftHalfMade() throws Exception {
        // Given
        DataFolder data = new DataFolder(folder.resolve("half"));
        Files.createDirectories(data.path());
        Files.writeString(data.path().resolve("PG_VERSION"), "18");
        Files.writeString(folder.resolve("half.being-made"), "");
        EmbeddedDatabase half = new EmbeddedDatabase(data, FreePorts.one(), PASSWORD, new LogFile(folder, "half"));

        // When
        CompletableFuture<String> ended = half.start();

        // Then
        assertThat(data.isUsed()).isTrue();
        half.stop();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("gone");
    }

    @Test
    void saysAtOnceWhyADamagedFolderDoesNotStart() throws Exception {
        // Given
        DataFolder data = new DataFolder(folder.resolve("damaged"));
        EmbeddedDatabase damaged =
                new EmbeddedDatabase(data, FreePorts.one(), PASSWORD, new LogFile(folder, "damaged"));
        CompletableFuture<String> ended = damaged.start();
        damaged.stop();
        ended.get(10, TimeUnit.SECONDS);
        Files.write(data.path().resolve("global").resolve("pg_control"), new byte[8192]);

        // When
        long start = System.nanoTime();

        // Then
        assertThatThrownBy(damaged::start)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("PostgreSQL does not start on " + data.path())
                .hasMessageContaining("database files are incompatible with server");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(data.server()).isEmpty();
    }

    private static EmbeddedDatabase database() {
        return new EmbeddedDatabase(
                new DataFolder(folder.resolve("postgres")), PORT, PASSWORD, new LogFile(folder, "postgresql"));
    }

    private static String single(String sql) throws SQLException {
        try (Connection connection = connect(PASSWORD.reveal());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect(PASSWORD.reveal());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String password) throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.database().url(), "promptgate", password);
    }
}
