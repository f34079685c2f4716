package io.promptgate.bench;

import io.promptgate.testkit.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * PostgreSQL alone with the same rows: the tables of requests and bodies written to files by the server, emptied, and read
 * back by {@code COPY}, with the same indexes, partitions and durability. No HTTP, no JSON, no figures: what nobody gets
 * below.
 */
final class CopyFloor {
    private static final List<String> TABLES = List.of("request", "request_body");

    private final Postgres.Coordinates database;
    private final Path folder;

    /** The server must be able to write into the folder. */
    CopyFloor(Postgres.Coordinates database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** How long PostgreSQL takes for the rows that are there. They are gone afterwards. */
    long nanos() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            for (String table : TABLES) {
                sql.execute("COPY (SELECT * FROM logs." + table + ") TO '" + file(table) + "' (FORMAT binary)");
            }
            empty(sql);
            long start = System.nanoTime();
            connection.setAutoCommit(false);
            for (String table : TABLES) {
                sql.execute("COPY logs." + table + " FROM '" + file(table) + "' (FORMAT binary)");
            }
            connection.commit();
            long taken = System.nanoTime() - start;
            empty(sql);
            connection.commit();
            return taken;
        }
    }

    /** How many requests there are. */
    long rows() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT count(*) FROM logs.request")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void empty(Statement sql) throws SQLException {
        sql.execute("TRUNCATE logs.request, logs.request_body");
    }

    private Path file(String table) {
        return folder.resolve(table + ".copy").toAbsolutePath();
    }
}
