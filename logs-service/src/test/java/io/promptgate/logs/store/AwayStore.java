package io.promptgate.logs.store;

import io.promptgate.logs.Logs;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Postgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A database behind a port at which nobody listens until a test opens a {@link Relay} there. */
public final class AwayStore implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Postgres.Coordinates database = Postgres.shared().freshDatabase();
        String port = String.valueOf(FreePorts.one());
        return Map.of(
                "relay.port",
                port,
                "relay.target",
                String.valueOf(database.port()),
                "promptgate.database.url",
                "postgresql://127.0.0.1:" + port + "/" + database.database(),
                "promptgate.database.user",
                database.user(),
                "promptgate.database.password",
                database.password(),
                "promptgate.store.retry",
                "100ms",
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
