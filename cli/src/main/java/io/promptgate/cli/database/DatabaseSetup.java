package io.promptgate.cli.database;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the services' own role and database where they are missing. */
final class DatabaseSetup {
    private static final String SUPERUSER = "postgres";
    private static final String NAME = "promptgate";

    private final DataFolder data;
    private final int port;
    private final Masked password;

    /** The password is hexadecimal digits. */
    DatabaseSetup(DataFolder data, int port, Masked password) {
        this.data = data;
        this.port = port;
        this.password = password;
    }

    Database database() {
        return new Database("postgresql://127.0.0.1:" + port + "/" + NAME, NAME, password);
    }

    /**
     * Safe to repeat.
     *
     * @throws Failure when the server on the port is another one
     */
    void run() {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, password.reveal());
                Statement statement = connection.createStatement()) {
            checkFolder(statement);
            if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password.reveal() + "'");
            }
            if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        } catch (SQLException | IOException e) {
            throw new Failure("cannot set the database up: " + e.getMessage(), e);
        }
    }

    private void checkFolder(Statement statement) throws SQLException, IOException {
        try (ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            Path served = Path.of(row.getString(1));
            if (!served.toRealPath().equals(data.path().toRealPath())) {
                throw new Failure("another PostgreSQL answers on port " + port + ": its data is in " + served);
            }
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
