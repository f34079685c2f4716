package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.testkit.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** An installation with records that goes to a newer version. */
class MigrationTest {
    private final Postgres.Coordinates database = Postgres.shared().freshDatabase();

    @Test
    void keepsAllRowsWhenTheTablesAreDivided() throws SQLException {
        // Given: rows of 30 days, of a day to come, and of two odd times
        migrate("1");
        run("""
                INSERT INTO logs.request (created_at, id, project_uuid, surface, stream, attempts, revision, ok, \
                http_status, ended, latency_ms) SELECT at, gen_random_uuid(), gen_random_uuid(), 'wrapper', false, \
                '[]', 1, true, 200, 'complete', 5 FROM (SELECT now() - i * interval '1 hour' AS at \
                FROM generate_series(-20, 700) AS i UNION ALL VALUES ('1970-01-01'::timestamptz), ('10889-08-02'))""");
        run("INSERT INTO logs.request_body SELECT created_at, id, '{}', true, false, NULL, false, false "
                + "FROM logs.request");
        String before = digest();

        // When
        migrate("latest");

        // Then
        assertThat(digest()).isEqualTo(before).startsWith("723 ");
        assertThat(one("SELECT count(*) FROM logs.request_default")).isEqualTo("2");
        assertThat(one("SELECT count(*) FROM logs.request r JOIN logs.request_body b USING (created_at, id)"))
                .isEqualTo("723");
        assertThat(one("SELECT count(DISTINCT position) FROM logs.request")).isEqualTo("723");
        assertThat(one("SELECT count(*) FROM (SELECT created_at < lag(created_at) OVER (ORDER BY position) AS back "
                        + "FROM logs.request) AS steps WHERE back"))
                .isEqualTo("0");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .schemas("logs")
                .defaultSchema("logs")
                .target(target)
                .load()
                .migrate();
    }

    private String digest() throws SQLException {
        return one("SELECT count(*) || ' ' || md5(string_agg(created_at || id::text || project_uuid, '' ORDER BY id)) "
                + "FROM logs.request");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
