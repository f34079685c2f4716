package io.promptgate.admin;

import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.Postgres.Coordinates;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A database of its own for the service under test, its keys, and a quicker pace. */
public final class TestStore implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Coordinates database = Postgres.shared().freshDatabase();
        return Map.ofEntries(
                Map.entry("promptgate.database.url", database.url()),
                Map.entry("promptgate.database.user", database.user()),
                Map.entry("promptgate.database.password", database.password()),
                Map.entry("promptgate.admin-key", TestKeys.ADMIN),
                Map.entry("promptgate.service-key", TestKeys.SERVICE),
                Map.entry("promptgate.master-key", TestKeys.MASTER),
                Map.entry("promptgate.audit.refusals-every", "200ms"),
                Map.entry("promptgate.keys.used-every", "200ms"),
                Map.entry("promptgate.revisions.sweep", "500ms"),
                Map.entry("promptgate.upstream.allow", "10.99.0.0/16,inside.test"),
                Map.entry("promptgate.former-master-keys", TestKeys.FORMER),
                Map.entry("promptgate.credentials.watch", "200ms"),
                Map.entry("promptgate.credential-test.timeout", "1s"),
                Map.entry("promptgate.credential-test.every", "2s"),
                Map.entry("promptgate.feed.heartbeat", "300ms"),
                Map.entry("promptgate.feed.live-for", "4s"),
                Map.entry("promptgate.feed.write-wait", "1500ms"));
    }

    @Override
    public void stop() {
        // the server goes with the JVM
    }
}
