package io.promptgate.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.FreePorts;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sealed copy on disk, from which a gateway serves while admin-service is away or tells nonsense. */
final class SealedCopyTest {
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
    void startsFromTheSealedCopyAndCatchesUp() {
        // Given
        try (RunningFeed first = running(Map.of())) {
            first.awaitRevision(10);
        }
        int port = FreePorts.one();

        // When
        try (RunningFeed second = running(Map.of("promptgate.admin-url", "http://127.0.0.1:" + port))) {
            // Then
            assertThat(second.feed.known()).isTrue();
            assertThat(second.feed.connected()).isFalse();
            assertThat(second.model()).isEqualTo("gpt-10");
            assertThat(second.current.get().key(Snapshots.CREDENTIAL)).isEqualTo(Masked.of("sk-10"));
            assertThat(second.check().call().getData().orElseThrow()).containsEntry("degraded", true);

            admin.close();
            admin = FakeAdmin.start(port, Snapshots.at(11, RunningFeed.BOX, "gpt-11"));
            second.awaitRevision(11);
            RunningFeed.until(() -> admin.streams() == 1);
            admin.change(Snapshots.change(11, 12, "gpt-12"));
            RunningFeed.until(() -> admin.acked(12));
        }
    }

    @Test
    void keepsTheLastChangeInTheSealedCopy() {
        // Given
        try (RunningFeed _ = running(Map.of())) {
            RunningFeed.until(() -> admin.streams() == 1);
            admin.change(Snapshots.change(10, 11, "gpt-11"));
            RunningFeed.until(() -> admin.acked(11));
        }
        admin.close();

        // When
        try (RunningFeed second = running(Map.of())) {
            // Then
            assertThat(second.model()).isEqualTo("gpt-11");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "null", "{\"revision\":1}", "[]"})
    void servesTheSealedCopyOnWhileTheSnapshotIsNonsense(String nonsense) {
        // Given
        try (RunningFeed first = running(Map.of())) {
            first.awaitRevision(10);
        }
        admin.serve(nonsense);

        // When
        try (RunningFeed second = running(Map.of())) {
            int before = admin.requests().size();
            RunningFeed.until(() -> admin.requests().size() > before + 2);

            // Then
            assertThat(second.model()).isEqualTo("gpt-10");
            admin.serve(Snapshots.at(11, RunningFeed.BOX, "gpt-11"));
            second.awaitRevision(11);
        }
    }

    @Test
    void servesOnWhileItsKeyIsRefused() {
        // Given
        try (RunningFeed first = running(Map.of())) {
            first.awaitRevision(10);
        }
        admin.snapshotStatus(401);

        // When
        try (RunningFeed second = running(Map.of())) {
            int before = admin.requests().size();
            RunningFeed.until(() -> admin.requests().size() > before + 2);

            // Then
            assertThat(second.model()).isEqualTo("gpt-10");
            assertThat(second.feed.connected()).isFalse();
        }
    }

    private RunningFeed running(Map<String, String> overrides) {
        return new RunningFeed(admin.url(), folder, vertx, metrics, overrides);
    }
}
