package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.gateway.record.FakeLogs;
import io.promptgate.testkit.StubUpstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a gateway in the container needs round it: an admin-service, a logs-service and a provider. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    /** The key that the provider must be shown. */
    public static final String PROVIDER_KEY = "sk-planted-in-the-container";

    private @Nullable FakeAdmin admin;
    private @Nullable FakeLogs logs;
    private @Nullable StubUpstream upstream;

    @Override
    public Map<String, String> start() {
        Masked master = SecretBox.newKey();
        SecretBox box = SecretBox.of(master, List.of());
        Credential credential = Snapshots.credential(box, PROVIDER_KEY);
        admin = FakeAdmin.start(
                0, new ConfigSnapshot(7, List.of(credential), List.of(Snapshots.project("gpt-4o-mini"))));
        logs = FakeLogs.start();
        upstream = StubUpstream.start();
        return Map.of(
                "promptgate.master-key", master.reveal(),
                "promptgate.feed.silence", "10m",
                "promptgate.service-key", "a-service-key-for-tests",
                "promptgate.admin-url", admin.url(),
                "promptgate.logs-url", logs.url(),
                "promptgate.state-dir", folder(),
                "promptgate.upstream.allow", "127.0.0.1",
                "promptgate.providers.openai.base-url", upstream.url("/openai/v1"),
                "tests.project", Snapshots.PROJECT.toString(),
                "tests.token", Snapshots.SECRET);
    }

    @Override
    public void stop() {
        if (upstream != null) {
            upstream.close();
        }
        if (logs != null) {
            logs.close();
        }
        if (admin != null) {
            admin.close();
        }
    }

    private static String folder() {
        try {
            return Files.createTempDirectory("gateway-state").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
