package io.promptgate.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.config.ConfigAck;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.Replica;
import io.promptgate.gateway.start.TestSettings;
import io.promptgate.testkit.FreePorts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotFeedTest {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Masked MASTER = SecretBox.newKey();
    private static final SecretBox BOX = SecretBox.of(MASTER, List.of());

    private static Vertx vertx;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private FakeAdmin admin = FakeAdmin.start(0, Snapshots.at(10, BOX, "gpt-10"));

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close();
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    /** A feed that runs; closing it is the container's stop. */
    private final class Running implements AutoCloseable {
        private final CurrentSnapshot current = new CurrentSnapshot(BOX);
        private final List<CredentialProbe> probes = new CopyOnWriteArrayList<>();
        private final SnapshotFeed feed;

        Running(Map<String, String> overrides) {
            Map<String, String> properties = new HashMap<>(Map.of(
                    "promptgate.master-key", MASTER.reveal(),
                    "promptgate.admin-url", admin.url(),
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
            feed = new SnapshotFeed(
                    current, new SnapshotSaver(file), client, probes::add, feedSettings, vertx, metrics);
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
    }

    @Test
    void servesTheSnapshotAndSaysSo() {
        try (Running running = new Running(Map.of())) {
            // When
            running.awaitRevision(10);
            until(() -> admin.streams() == 1);

            // Then
            assertThat(running.model()).isEqualTo("gpt-10");
            assertThat(running.feed.known()).isTrue();
            assertThat(running.feed.connected()).isTrue();
            assertThat(admin.acks()).contains(new ConfigAck("gateway-1", 10, false));
            assertThat(admin.requests())
                    .containsExactly(
                            "/internal/v1/config/snapshot gateway-1 Bearer a-service-key-for-tests",
                            "/internal/v1/config/events?since=10 gateway-1 Bearer a-service-key-for-tests");
        }
    }

    @Test
    void appliesAndAcknowledgesEachChange() {
        try (Running running = new Running(Map.of())) {
            // Given
            until(() -> admin.streams() == 1);

            // When
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            until(() -> admin.acked(11));
            assertThat(running.model()).isEqualTo("gpt-11");
            admin.change(Snapshots.change(11, 14, "gpt-14"));
            until(() -> admin.acked(14));

            // Then
            assertThat(running.model()).isEqualTo("gpt-14");
            assertThat(running.current.get().key(Snapshots.CREDENTIAL)).isEqualTo(Masked.of("sk-10"));
            assertThat(admin.streams()).isEqualTo(1);
            assertThat(metrics.get("promptgate.config.revision").gauge().value())
                    .isEqualTo(14);
        }
    }

    @Test
    void answersAHeartbeat() {
        try (Running running = new Running(Map.of())) {
            // Given
            running.awaitRevision(10);
            until(() -> admin.streams() == 1);
            int before = admin.acks().size();

            // When
            admin.heartbeat(10);
            admin.heartbeat(10);

            // Then
            until(() -> admin.acks().size() == before + 2);
        }
    }

    @Test
    void handsOnQuestionsAboutCredentialsAndFollowsOn() {
        try (Running running = new Running(Map.of())) {
            // Given
            running.awaitRevision(10);
            until(() -> admin.streams() == 1);
            UUID id = UUID.randomUUID();

            // When
            admin.send("event: probe\ndata: {\"id\":\"" + id + "\",\"credential\":\"" + Snapshots.CREDENTIAL
                    + "\",\"revision\":10,\"timeout_ms\":2000,\"more\":1}\n\n");
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            until(() -> admin.acked(11));

            // Then
            assertThat(running.probes).containsExactly(new CredentialProbe(id, Snapshots.CREDENTIAL, 10, 2000));
        }
    }

    @Test
    void namesInItsHealthHowManyCredentialsCannotBeOpened() {
        try (Running running = new Running(Map.of())) {
            // Given
            running.awaitRevision(10);
            until(() -> admin.streams() == 1);
            assertThat(unreadable()).isZero();
            Credential sound = Snapshots.credential(BOX, "sk-11");
            Credential damaged = new Credential(
                    sound.id(),
                    sound.name(),
                    sound.provider(),
                    true,
                    sound.sealed().substring(0, 30));

            // When
            admin.change(new ConfigChange(10, 11, List.of(damaged), List.of(), List.of(), List.of()));
            until(() -> admin.acked(11));

            // Then
            assertThat(unreadable()).isEqualTo(1);
            assertThat(running.check().call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(running.check().call().getData().orElseThrow()).containsEntry("unreadable_credentials", 1L);

            // When
            admin.change(new ConfigChange(11, 12, List.of(sound), List.of(), List.of(), List.of()));
            until(() -> admin.acked(12));

            // Then
            assertThat(unreadable()).isZero();
        }
    }

    private double unreadable() {
        return metrics.get("promptgate.gateway.credentials.unreadable").gauge().value();
    }

    @Test
    void ignoresAChangeThatItHas() {
        try (Running running = new Running(Map.of())) {
            // Given
            until(() -> admin.streams() == 1);

            // When
            admin.change(Snapshots.change(9, 10, "stale"));
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            until(() -> admin.acked(11));

            // Then
            assertThat(running.model()).isEqualTo("gpt-11");
            assertThat(admin.requests()).hasSize(2);
        }
    }

    @Test
    void fetchesAllOfItAfterAGap() {
        try (Running running = new Running(Map.of())) {
            // Given
            until(() -> admin.streams() == 1);
            admin.serve(Snapshots.at(20, BOX, "gpt-20"));

            // When
            admin.change(Snapshots.change(15, 16, "missed something"));

            // Then
            until(() -> admin.acked(20));
            assertThat(running.model()).isEqualTo("gpt-20");
        }
    }

    @Test
    void fetchesAllOfItWhenTold() {
        try (Running running = new Running(Map.of())) {
            // Given
            until(() -> admin.streams() == 1);
            admin.serve(Snapshots.at(3, BOX, "from a restored backup"));

            // When
            admin.resync(3);

            // Then
            until(() -> admin.acked(3));
            assertThat(running.model()).isEqualTo("from a restored backup");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: change\ndata: no json\n\n",
                "event: change\ndata: {}\n\n",
                "event: change\ndata: null\n\n",
                "event: change\ndata: []\n\n",
                "event: change\n\n",
                "event: change\ndata: {\"from\":10,\"to\":11}\n\n",
                "event: change\ndata: {\"from\":10,\"to\":11,\"credentials\":[{\"id\":\"x\"}],\"removed_credentials\":[],\"projects\":[],\"removed_projects\":[]}\n\n",
                "event: change\ndata: {\"from\":10,\"to\":11,\"credentials\":[{\"id\":\"0190a0a0-0000-7000-8000-000000000000\",\"active\":true}],\"removed_credentials\":[],\"projects\":[],\"removed_projects\":[]}\n\n",
                "event: change\ndata: {\"from\":10,\"to\":11,\"credentials\":[],\"removed_credentials\":[],\"projects\":[null],\"removed_projects\":[]}\n\n"
            })
    void servesOnAndAsksAgainWhateverItIsSent(String nonsense) {
        try (Running running = new Running(Map.of())) {
            // Given
            until(() -> admin.streams() == 1);

            // When
            admin.send(nonsense);

            // Then
            until(() -> admin.streams() == 2);
            assertThat(running.model()).isEqualTo("gpt-10");
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            until(() -> admin.acked(11));
        }
    }

    @Test
    void takesUnknownEventsAndFieldsForWhatALaterVersionSays() {
        try (Running running = new Running(Map.of())) {
            // Given
            until(() -> admin.streams() == 1);

            // When
            admin.send(": comment\n\nevent: novelty\ndata: {}\n\n");
            admin.send("event: heartbeat\ndata: {\"revision\":10,\"more\":1}\n\n");
            admin.change(Snapshots.change(10, 11, "gpt-11"));

            // Then
            until(() -> admin.acked(11));
            assertThat(admin.streams()).isEqualTo(1);
            assertThat(running.feed.connected()).isTrue();
        }
    }

    @Test
    void comesBackWhenTheStreamEnds() {
        try (Running running = new Running(Map.of())) {
            // Given
            until(() -> admin.streams() == 1);
            admin.serve(Snapshots.at(12, BOX, "gpt-12"));

            // When
            admin.endStream();

            // Then
            running.awaitRevision(12);
            until(() -> admin.streams() == 2);
        }
    }

    @Test
    void comesBackWhenTheStreamFallsSilent() {
        try (Running running = new Running(Map.of("promptgate.feed.silence", "300ms"))) {
            // Given
            until(() -> admin.streams() == 1);

            // When
            long start = System.nanoTime();
            until(() -> admin.streams() == 2);

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200), SHORT);
            assertThat(running.model()).isEqualTo("gpt-10");
        }
    }

    @Test
    void waitsForAnAdminServiceThatIsNotThereYet() {
        // Given
        int port = FreePorts.one();
        try (Running running = new Running(Map.of("promptgate.admin-url", "http://127.0.0.1:" + port))) {
            assertThat(running.feed.known()).isFalse();
            assertThat(running.check().call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

            // When
            admin.close();
            admin = FakeAdmin.start(port, Snapshots.at(10, BOX, "gpt-10"));

            // Then
            running.awaitRevision(10);
            until(() -> running.feed.connected());
            assertThat(running.check().call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        }
    }

    @Test
    void startsFromTheSealedCopyAndCatchesUp() {
        // Given
        try (Running first = new Running(Map.of())) {
            first.awaitRevision(10);
        }
        int port = FreePorts.one();

        // When
        try (Running second = new Running(Map.of("promptgate.admin-url", "http://127.0.0.1:" + port))) {
            // Then
            assertThat(second.feed.known()).isTrue();
            assertThat(second.feed.connected()).isFalse();
            assertThat(second.model()).isEqualTo("gpt-10");
            assertThat(second.current.get().key(Snapshots.CREDENTIAL)).isEqualTo(Masked.of("sk-10"));
            assertThat(second.check().call().getData().orElseThrow()).containsEntry("degraded", true);

            admin.close();
            admin = FakeAdmin.start(port, Snapshots.at(11, BOX, "gpt-11"));
            second.awaitRevision(11);
            until(() -> admin.streams() == 1);
            admin.change(Snapshots.change(11, 12, "gpt-12"));
            until(() -> admin.acked(12));
        }
    }

    @Test
    void keepsTheLastChangeInTheSealedCopy() {
        // Given
        try (Running _ = new Running(Map.of())) {
            until(() -> admin.streams() == 1);
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            until(() -> admin.acked(11));
        }
        admin.close();

        // When
        try (Running second = new Running(Map.of())) {
            // Then
            assertThat(second.model()).isEqualTo("gpt-11");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "null", "{\"revision\":1}", "[]"})
    void servesTheSealedCopyOnWhileTheSnapshotIsNonsense(String nonsense) {
        // Given
        try (Running first = new Running(Map.of())) {
            first.awaitRevision(10);
        }
        admin.serve(nonsense);

        // When
        try (Running second = new Running(Map.of())) {
            int before = admin.requests().size();
            until(() -> admin.requests().size() > before + 2);

            // Then
            assertThat(second.model()).isEqualTo("gpt-10");
            admin.serve(Snapshots.at(11, BOX, "gpt-11"));
            second.awaitRevision(11);
        }
    }

    @Test
    void servesOnWhileItsKeyIsRefused() {
        // Given
        try (Running first = new Running(Map.of())) {
            first.awaitRevision(10);
        }
        admin.snapshotStatus(401);

        // When
        try (Running second = new Running(Map.of())) {
            int before = admin.requests().size();
            until(() -> admin.requests().size() > before + 2);

            // Then
            assertThat(second.model()).isEqualTo("gpt-10");
            assertThat(second.feed.connected()).isFalse();
        }
    }

    @Test
    void saysThatItLeaves() {
        // Given
        try (Running running = new Running(Map.of())) {
            running.awaitRevision(10);
            until(() -> admin.streams() == 1);
        }

        // Then
        assertThat(admin.acks()).endsWith(new ConfigAck("gateway-1", 10, true));
    }

    @Test
    void stopsAtOnceWhileAdminServiceIsAway() {
        // Given
        admin.close();
        Running running = new Running(Map.of());

        // When
        long start = System.nanoTime();
        running.close();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void takesAnEmptyConfigurationForOne() {
        // Given
        admin.serve(new ConfigSnapshot(0, List.of(), List.of()));

        // When
        try (Running running = new Running(Map.of())) {
            until(() -> running.feed.known());

            // Then
            assertThat(running.current.get().revision()).isZero();
        }
    }

    private static void until(Callable<Boolean> condition) {
        Awaited.until(SHORT, condition);
    }
}
