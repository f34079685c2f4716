package io.promptgate.gateway.snapshot;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.Replica;
import io.promptgate.gateway.start.TestSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** A feed that runs; closing it is the container's stop. */
final class RunningFeed implements AutoCloseable {
    static final Masked MASTER = SecretBox.newKey();
    static final SecretBox BOX = SecretBox.of(MASTER, List.of());
    private static final Duration SHORT = Duration.ofSeconds(5);

    final CurrentSnapshot current = new CurrentSnapshot(BOX);
    final List<CredentialProbe> probes = new CopyOnWriteArrayList<>();
    final SnapshotFeed feed;

    /** @param adminUrl of the admin-service that it follows */
    RunningFeed(String adminUrl, Path folder, Vertx vertx, MeterRegistry metrics, Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "promptgate.master-key", MASTER.reveal(),
                "promptgate.admin-url", adminUrl,
                "promptgate.replica-id", "gateway-1",
                "promptgate.state-dir", folder.toString(),
                "promptgate.feed.retry", "10ms",
                "promptgate.feed.longest-retry", "50ms",
                "promptgate.feed.timeout", "1s"));
        properties.putAll(overrides);
        TestSettings settings = TestSettings.of(properties);
        GatewaySettings suite = settings.get(GatewaySettings.class);
        FeedSettings feedSettings = settings.get(FeedSettings.class);
        SnapshotFile file = new SnapshotFile(suite, BOX);
        AdminClient client = new AdminClient(suite, feedSettings, new Keys(suite), new Replica(suite, 8080));
        feed = new SnapshotFeed(current, new SnapshotSaver(file), client, probes::add, feedSettings, vertx, metrics);
        feed.start(new StartupEvent());
    }

    void awaitRevision(long revision) {
        until(() -> current.get().revision() == revision);
    }

    String model() {
        return Snapshots.model(current.get());
    }

    ServesCheck check() {
        return new ServesCheck(feed, current);
    }

    @Override
    public void close() {
        try {
            feed.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static void until(Callable<Boolean> condition) {
        Awaited.until(SHORT, condition);
    }
}
