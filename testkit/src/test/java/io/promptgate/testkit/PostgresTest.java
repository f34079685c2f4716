package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.testkit.Postgres.Coordinates;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {
    @Test
    void givesEachTestItsOwnEmptyDatabase() throws Exception {
        // Given
        Coordinates one = Postgres.shared().freshDatabase();
        Coordinates two = Postgres.shared().freshDatabase();

        // When
        try (Connection connection = connect(one);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (n int)");
        }

        // Then
        assertThat(one.url()).startsWith("postgresql://127.0.0.1:").isNotEqualTo(two.url());
        assertThat(single(one, "SELECT count(*) FROM pg_tables WHERE tablename = 't'"))
                .isEqualTo("1");
        assertThat(single(two, "SELECT count(*) FROM pg_tables WHERE tablename = 't'"))
                .isEqualTo("0");
    }

    @Test
    void keepsItsDataOverARestart(@TempDir Path folder) throws Exception {
        try (Postgres postgres = Postgres.start(FreePorts.one(), folder.resolve("data"))) {
            // Given
            postgres.execute("CREATE TABLE kept (n int)");
            assertThat(single(postgres.coordinates(), "SHOW fsync")).isEqualTo("on");
            int port = postgres.port();

            // When
            postgres.restart();

            // Then
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(single(postgres.coordinates(), "SELECT count(*) FROM kept"))
                    .isEqualTo("0");
        }
    }

    @Test
    void keepsWhatItHadCommittedWhenItIsKilled(@TempDir Path folder) throws Exception {
        try (Postgres postgres = Postgres.start(FreePorts.one(), folder.resolve("data"))) {
            // Given
            postgres.execute("CREATE TABLE kept (n int)");
            postgres.execute("INSERT INTO kept VALUES (7)");

            // When
            postgres.kill();
            assertThatThrownBy(() -> connect(postgres.coordinates())).isInstanceOf(SQLException.class);
            postgres.restart();

            // Then
            assertThat(single(postgres.coordinates(), "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    private static String single(Coordinates at, String sql) throws Exception {
        try (Connection connection = connect(at);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(Coordinates at) throws Exception {
        return DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
    }
}
