package io.promptgate.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.redact.Redactions;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.gateway.start.TestSettings;
import io.promptgate.testkit.FreePorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way from memory to logs-service, without a disk. */
final class LogShipperTest {
    private static final Duration SHORT = Duration.ofSeconds(5);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private FakeLogs logs = FakeLogs.start();

    @BeforeEach
    void nothingYet() {
        assertThat(logs.count()).isZero();
    }

    @AfterEach
    void stop() {
        logs.close();
    }

    @Test
    void carriesEveryRecordOnce() {
        // Given
        LogShipper shipper = shipper(Map.of());

        // When
        List<UUID> offered;
        try (Shipping _ = new Shipping(shipper)) {
            offered = offer(shipper, 2_000);
        }

        // Then
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
        assertThat(logs.duplicates()).isZero();
        assertThat(logs.batches()).isLessThan(1_000);
        assertThat(logs.authorizations()).containsOnly("Bearer a-service-key-for-tests");
        assertThat(count("promptgate.records.shipped")).isEqualTo(2_000);
        assertThat(queuedBytes()).isZero();
    }

    @Test
    void boundsABatchInRecordsAndInBytes() {
        // Given
        LogShipper shipper = shipper(Map.of("promptgate.ship.batch-records", "10", "promptgate.ship.linger", "20ms"));
        LogShipper small = shipper(Map.of("promptgate.ship.batch-bytes", "4000", "promptgate.ship.linger", "20ms"));

        // When
        try (Shipping _ = new Shipping(shipper)) {
            offer(shipper, 100);
        }
        int largestOfRecords = logs.largestBatch();
        try (Shipping _ = new Shipping(small)) {
            offer(small, 20);
            small.offer(recording("x".repeat(20_000)));
        }

        // Then
        assertThat(largestOfRecords).isLessThanOrEqualTo(10);
        assertThat(logs.count()).isEqualTo(121);
    }

    @Test
    void sendsAgainUntilLogsServiceTakesIt() {
        // Given
        LogShipper shipper = shipper(Map.of());
        logs.answer(503);

        // When
        try (Shipping _ = new Shipping(shipper)) {
            List<UUID> offered = offer(shipper, 50);
            Awaited.until(SHORT, () -> count("promptgate.records.ship.failures") >= 3);
            assertThat(logs.count()).isZero();
            assertThat(queuedBytes()).isGreaterThan(50 * 1_500);
            logs.answer(200);

            // Then
            logs.awaitCount(50);
            assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
            Awaited.until(SHORT, () -> queuedBytes() == 0);
        }
        assertThat(logs.duplicates()).isZero();
        assertThat(count("promptgate.records.dropped")).isZero();
    }

    @Test
    void waitsForALogsServiceThatIsNotThereYet() {
        // Given
        int port = FreePorts.one();
        LogShipper shipper = shipper(Map.of("promptgate.logs-url", "http://127.0.0.1:" + port));

        // When
        try (Shipping _ = new Shipping(shipper)) {
            List<UUID> offered = offer(shipper, 30);
            Awaited.until(SHORT, () -> count("promptgate.records.ship.failures") >= 2);
            logs.close();
            logs = FakeLogs.start(port);

            // Then
            logs.awaitCount(30);
            assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
        }
    }

    @Test
    void sendsABatchAgainWhoseAnswerWasLost() {
        // Given
        LogShipper shipper = shipper(Map.of());
        logs.loseAnswers(true);

        // When
        try (Shipping _ = new Shipping(shipper)) {
            List<UUID> offered = offer(shipper, 10);
            Awaited.until(SHORT, () -> logs.duplicates() > 0);
            logs.loseAnswers(false);
            Awaited.until(SHORT, () -> queuedBytes() == 0);

            // Then
            assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
        }
    }

    @Test
    void neverWaitsForASlowLogsService() {
        // Given
        LogShipper shipper = shipper(Map.of("promptgate.ship.queue", "100M"));
        logs.hold();

        // When
        try (Shipping _ = new Shipping(shipper)) {
            long start = System.nanoTime();
            offer(shipper, 5_000);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);

            // Then
            assertThat(taken).isLessThan(Duration.ofSeconds(2));
            logs.release();
            logs.awaitCount(5_000);
        }
    }

    @Test
    void dropsAndCountsWhatTheQueueDoesNotHold() {
        // Given
        LogShipper shipper = shipper(Map.of("promptgate.ship.queue", "20000"));
        logs.hold();

        // When
        try (Shipping _ = new Shipping(shipper)) {
            offer(shipper, 100);

            // Then
            double dropped = metrics.counter("promptgate.records.dropped", "project", Records.PROJECT.toString())
                    .count();
            assertThat(dropped).isEqualTo(100 - 20_000 / 1_507);
            assertThat(queuedBytes()).isLessThanOrEqualTo(20_000);
            logs.release();
            logs.awaitCount(100 - (int) dropped);
        }
        assertThat(logs.count()).isEqualTo(20_000 / 1_507);
    }

    @Test
    void dropsOnlyTheRecordThatLogsServiceWillNeverTake() {
        // Given
        logs.refuse("poison");
        LogShipper shipper = shipper(Map.of("promptgate.ship.linger", "50ms"));

        // When
        List<UUID> offered = new ArrayList<>();
        try (Shipping _ = new Shipping(shipper)) {
            offered.addAll(offer(shipper, 20));
            shipper.offer(recording("poison"));
            offered.addAll(offer(shipper, 20));
        }

        // Then
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
        assertThat(metrics.counter("promptgate.records.dropped", "project", Records.PROJECT.toString())
                        .count())
                .isEqualTo(1);
        assertThat(queuedBytes()).isZero();
    }

    @Test
    void redactsOnTheWay() {
        // Given
        LogShipper shipper = shipper(Map.of());

        // When
        try (Shipping _ = new Shipping(shipper)) {
            shipper.offer(recording("the sk-planted-key"));
        }

        // Then
        assertThat(logs.raw()).contains("the [redacted]").doesNotContain("sk-planted-key");
    }

    @Test
    void drainsAtTheStopAndNoLongerThanItMay() {
        // Given
        LogShipper patient = shipper(Map.of("promptgate.ship.linger", "5s"));
        LogShipper hasty = shipper(Map.of("promptgate.ship.drain", "200ms"));

        // When
        long start = System.nanoTime();
        try (Shipping _ = new Shipping(patient)) {
            offer(patient, 10);
        }
        assertThat(logs.count()).isEqualTo(10);
        logs.answer(500);
        try (Shipping _ = new Shipping(hasty)) {
            offer(hasty, 10);
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(logs.count()).isEqualTo(10);
    }

    @Test
    void survivesARecordOfOddTexts() {
        // Given
        LogShipper shipper = shipper(Map.of());

        // When
        try (Shipping _ = new Shipping(shipper)) {
            shipper.offer(recording("half \ud83d a \0 pair \n\r \udc00"));
            offer(shipper, 1);
        }

        // Then
        assertThat(logs.count()).isEqualTo(2);
        assertThat(logs.records().getFirst().asked().requestedModel()).isEqualTo("half ? a \0 pair \n\r ?");
    }

    private static List<UUID> offer(LogShipper shipper, int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RequestRecord record = Records.plain();
            ids.add(record.id());
            shipper.offer(Recording.of(record, Records.REDACTION));
        }
        return ids;
    }

    private static Recording recording(String text) {
        Body body = Body.text(text.getBytes(StandardCharsets.UTF_8), false);
        return Recording.of(
                Records.of(text, null, body, null),
                new Redaction(List.of(Masked.of("sk-planted-key")), Redactions.NONE, Integer.MAX_VALUE));
    }

    private List<UUID> arrived() {
        return logs.records().stream().map(RequestRecord::id).toList();
    }

    private double count(String name) {
        var counter = metrics.find(name).counter();
        return counter == null ? 0 : counter.count();
    }

    private double queuedBytes() {
        return metrics.get("promptgate.records.queued.bytes").gauge().value();
    }

    private LogShipper shipper(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "promptgate.logs-url", logs.url(),
                "promptgate.ship.linger", "1ms",
                "promptgate.ship.retry", "10ms",
                "promptgate.spool.enabled", "false"));
        properties.putAll(overrides);
        return Shipping.shipper(TestSettings.of(properties), metrics);
    }
}
