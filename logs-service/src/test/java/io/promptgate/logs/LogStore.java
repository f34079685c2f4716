package io.promptgate.logs;

import io.promptgate.testkit.Postgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A database of its own for the service under test, on the PostgreSQL that all tests share. */
public final class LogStore implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Postgres.Coordinates database = Postgres.shared().freshDatabase();
        return Map.of(
                "promptgate.database.url",
                database.url(),
                "promptgate.database.user",
                database.user(),
                "promptgate.database.password",
                database.password(),
                "promptgate.admin-key",
                Logs.ADMIN_KEY,
                "promptgate.service-key",
                Logs.SERVICE_KEY);
    }

    @Override
    public void stop() {
        // the database goes with the server, and the server with the JVM
    }
}
