package io.promptgate.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.config.ConfigAck;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.FreePorts;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static Vertx vertx;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private FakeAdmin admin = FakeAdmin.start(0, Snapshots.at(10, RunningFeed.BOX, "gpt-10"));

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

    @Test
    void servesTheSnapshotAndSaysSo() {
        try (RunningFeed running = running(Map.of())) {
            // When
            running.awaitRevision(10);
            RunningFeed.until(() -> admin.streams() == 1);

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
        try (RunningFeed running = running(Map.of())) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);

            // When
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            RunningFeed.until(() -> admin.acked(11));
            assertThat(running.model()).isEqualTo("gpt-11");
            admin.change(Snapshots.change(11, 14, "gpt-14"));
            RunningFeed.until(() -> admin.acked(14));

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
        try (RunningFeed running = running(Map.of())) {
            // Given
            running.awaitRevision(10);
            RunningFeed.until(() -> admin.streams() == 1);
            int before = admin.acks().size();

            // When
            admin.heartbeat(10);
            admin.heartbeat(10);

            // Then
            RunningFeed.until(() -> admin.acks().size() == before + 2);
        }
    }

    @Test
    void handsOnQuestionsAboutCredentialsAndFollowsOn() {
        try (RunningFeed running = running(Map.of())) {
            // Given
            running.awaitRevision(10);
            RunningFeed.until(() -> admin.streams() == 1);
            UUID id = UUID.randomUUID();

            // When
            admin.send("event: probe\ndata: {\"id\":\"" + id + "\",\"credential\":\"" + Snapshots.CREDENTIAL
                    + "\",\"revision\":10,\"timeout_ms\":2000,\"more\":1}\n\n");
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            RunningFeed.until(() -> admin.acked(11));

            // Then
            assertThat(running.probes).containsExactly(new CredentialProbe(id, Snapshots.CREDENTIAL, 10, 2000));
        }
    }

    @Test
    void namesInItsHealthHowManyCredentialsCannotBeOpened() {
        try (RunningFeed running = running(Map.of())) {
            // Given
            running.awaitRevision(10);
            RunningFeed.until(() -> admin.streams() == 1);
            assertThat(unreadable()).isZero();
            Credential sound = Snapshots.credential(RunningFeed.BOX, "sk-11");
            Credential damaged = new Credential(
                    sound.id(),
                    sound.name(),
                    sound.provider(),
                    true,
                    sound.sealed().substring(0, 30));

            // When
            admin.change(new ConfigChange(10, 11, List.of(damaged), List.of(), List.of(), List.of()));
            RunningFeed.until(() -> admin.acked(11));

            // Then
            assertThat(unreadable()).isEqualTo(1);
            assertThat(running.check().call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(running.check().call().getData().orElseThrow()).containsEntry("unreadable_credentials", 1L);

            // When
            admin.change(new ConfigChange(11, 12, List.of(sound), List.of(), List.of(), List.of()));
            RunningFeed.until(() -> admin.acked(12));

            // Then
            assertThat(unreadable()).isZero();
        }
    }

    private double unreadable() {
        return metrics.get("promptgate.gateway.credentials.unreadable").gauge().value();
    }

    @Test
    void ignoresAChangeThatItHas() {
        try (RunningFeed running = running(Map.of())) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);

            // When
            admin.change(Snapshots.change(9, 10, "stale"));
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            RunningFeed.until(() -> admin.acked(11));

            // Then
            assertThat(running.model()).isEqualTo("gpt-11");
            assertThat(admin.requests()).hasSize(2);
        }
    }

    @Test
    void fetchesAllOfItAfterAGap() {
        try (RunningFeed running = running(Map.of())) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);
            admin.serve(Snapshots.at(20, RunningFeed.BOX, "gpt-20"));

            // When
            admin.change(Snapshots.change(15, 16, "missed something"));

            // Then
            RunningFeed.until(() -> admin.acked(20));
            assertThat(running.model()).isEqualTo("gpt-20");
        }
    }

    @Test
    void fetchesAllOfItWhenTold() {
        try (RunningFeed running = running(Map.of())) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);
            admin.serve(Snapshots.at(3, RunningFeed.BOX, "from a restored backup"));

            // When
            admin.resync(3);

            // Then
            RunningFeed.until(() -> admin.acked(3));
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
        try (RunningFeed running = running(Map.of())) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);

            // When
            admin.send(nonsense);

            // Then
            RunningFeed.until(() -> admin.streams() == 2);
            assertThat(running.model()).isEqualTo("gpt-10");
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            RunningFeed.until(() -> admin.acked(11));
        }
    }

    @Test
    void takesUnknownEventsAndFieldsForWhatALaterVersionSays() {
        try (RunningFeed running = running(Map.of())) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);

            // When
            admin.send(": comment\n\nevent: novelty\ndata: {}\n\n");
            admin.send("event: heartbeat\ndata: {\"revision\":10,\"more\":1}\n\n");
            admin.change(Snapshots.change(10, 11, "gpt-11"));

            // Then
            RunningFeed.until(() -> admin.acked(11));
            assertThat(admin.streams()).isEqualTo(1);
            assertThat(running.feed.connected()).isTrue();
        }
    }

    @Test
    void comesBackWhenTheStreamEnds() {
        try (RunningFeed running = running(Map.of())) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);
            admin.serve(Snapshots.at(12, RunningFeed.BOX, "gpt-12"));

            // When
            admin.endStream();

            // Then
            running.awaitRevision(12);
            RunningFeed.until(() -> admin.streams() == 2);
        }
    }

    @Test
    void comesBackWhenTheStreamFallsSilent() {
        try (RunningFeed running = running(Map.of("promptgate.feed.silence", "300ms"))) {
            // Given
            RunningFeed.until(() -> admin.streams() == 1);

            // When
            long start = System.nanoTime();
            RunningFeed.until(() -> admin.streams() == 2);

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200), SHORT);
            assertThat(running.model()).isEqualTo("gpt-10");
        }
    }

    @Test
    void waitsForAnAdminServiceThatIsNotThereYet() {
        // Given
        int port = FreePorts.one();
        try (RunningFeed running = running(Map.of("promptgate.admin-url", "http://127.0.0.1:" + port))) {
            assertThat(running.feed.known()).isFalse();
            assertThat(running.check().call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

            // When
            admin.close();
            admin = FakeAdmin.start(port, Snapshots.at(10, RunningFeed.BOX, "gpt-10"));

            // Then
            running.awaitRevision(10);
            RunningFeed.until(() -> running.feed.connected());
            assertThat(running.check().call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        }
    }

    @Test
    void saysThatItLeaves() {
        // Given
        try (RunningFeed running = running(Map.of())) {
            running.awaitRevision(10);
            RunningFeed.until(() -> admin.streams() == 1);
        }

        // Then
        assertThat(admin.acks()).endsWith(new ConfigAck("gateway-1", 10, true));
    }

    @Test
    void stopsAtOnceWhileAdminServiceIsAway() {
        // Given
        admin.close();
        RunningFeed running = running(Map.of());

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
        try (RunningFeed running = running(Map.of())) {
            RunningFeed.until(() -> running.feed.known());

            // Then
            assertThat(running.current.get().revision()).isZero();
        }
    }

    private RunningFeed running(Map<String, String> overrides) {
        return new RunningFeed(admin.url(), folder, vertx, metrics, overrides);
    }
}
