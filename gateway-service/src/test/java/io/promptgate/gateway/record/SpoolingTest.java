package io.promptgate.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.Gap;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.gateway.start.TestSettings;
import io.promptgate.service.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from memory to logs-service by the disk. */
final class SpoolingTest {
    private static final Duration SHORT = Duration.ofSeconds(10);

    @TempDir
    Path folder = Path.of("");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final FakeLogs logs = FakeLogs.start();

    @AfterEach
    void stop() {
        logs.close();
    }

    @Test
    void leavesTheDiskAloneWhileLogsServiceTakesRecordsInTime() {
        // When
        LogShipper shipper = shipper(Map.of("promptgate.spool.sync", "5s"));
        List<UUID> offered;
        try (Shipping _ = new Shipping(shipper)) {
            offered = offer(shipper, 2_000);
        }

        // Then
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
        assertThat(count("promptgate.spool.records")).isZero();
        assertThat(segments(folder)).isEmpty();
    }

    @Test
    void hasEveryRecordOnDiskWithinTheIntervalSoThatAKillLosesNone() throws IOException {
        // Given
        logs.answer(503);
        LogShipper killed = shipper(Map.of("promptgate.ship.senders", "3"));
        Path copy = folder.resolve("copy");
        List<UUID> offered;
        try (Shipping _ = new Shipping(killed)) {
            // When
            offered = offer(killed, 500);
            long start = System.nanoTime();
            Awaited.until(SHORT, () -> queuedBytes() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            copySpool(copy); // as a kill would leave it
        }
        logs.answer(200);
        try (Shipping _ = new Shipping(shipper(Map.of("promptgate.state-dir", copy.toString())))) {
            // Then
            logs.awaitCount(500);
            Awaited.until(SHORT, () -> segments(copy).isEmpty());
        }
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
        assertThat(logs.duplicates()).isZero();
    }

    @Test
    void replaysInOrderWhileNewRecordsTakeTheirOwnWay() {
        // Given
        logs.answer(503);
        LogShipper shipper = shipper(Map.of("promptgate.ship.batch-records", "7"));
        try (Shipping _ = new Shipping(shipper)) {
            List<UUID> old = offer(shipper, 100);
            Awaited.until(SHORT, () -> queuedBytes() == 0);

            // When
            logs.answer(200);
            List<UUID> fresh = offer(shipper, 100);

            // Then
            logs.awaitCount(200);
            List<UUID> arrivedOfOld = new ArrayList<>(arrived());
            arrivedOfOld.retainAll(old);
            assertThat(arrivedOfOld).isEqualTo(old);
            assertThat(arrived()).containsAll(fresh);
            Awaited.until(SHORT, () -> segments(folder).isEmpty());
        }
    }

    @Test
    void sendsNothingTwiceThatASlowLogsServiceTakesInTheEnd() {
        // Given
        logs.hold();
        LogShipper shipper = shipper(Map.of("promptgate.spool.sync", "40ms"));
        try (Shipping _ = new Shipping(shipper)) {
            List<UUID> offered = offer(shipper, 50);
            Awaited.until(SHORT, () -> count("promptgate.spool.records") == 50);

            // When
            logs.release();

            // Then
            logs.awaitCount(50);
            Awaited.until(SHORT, () -> segments(folder).isEmpty());
            assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
            assertThat(logs.duplicates()).isZero();
            assertThat(queuedBytes()).isZero();
        }
    }

    @Test
    void keepsAtTheStopWhatLogsServiceHasNotTakenForTheNextLife() {
        // Given
        logs.answer(500);
        LogShipper first = shipper(Map.of("promptgate.ship.drain", "100ms", "promptgate.spool.sync", "10s"));
        List<UUID> offered;

        // When
        try (Shipping _ = new Shipping(first)) {
            offered = offer(first, 300);
        }
        assertThat(logs.count()).isZero();
        assertThat(queuedBytes()).isZero();
        logs.answer(200);
        try (Shipping _ = new Shipping(shipper(Map.of()))) {
            // Then
            logs.awaitCount(300);
        }
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(offered);
    }

    @Test
    void keepsTheOldestAtTheBoundAndTellsTheLogWhatItDropped() {
        // Given
        logs.answer(503);
        LogShipper shipper = shipper(Map.of("promptgate.spool.limit", "20000", "promptgate.ship.queue", "30000"));
        UUID other = UuidV7.next();
        List<UUID> offered = new ArrayList<>();

        // When
        try (Shipping _ = new Shipping(shipper)) {
            while (dropped(Records.PROJECT) < 5) {
                offered.addAll(offer(shipper, 1));
            }
            shipper.offer(Recording.of(Records.of(other), Records.REDACTION));
            shipper.offer(Recording.of(Records.of(other), Records.REDACTION));
        }
        int kept = offered.size() - (int) dropped(Records.PROJECT);
        assertThat(dropped(other)).isEqualTo(2);
        logs.answer(200);
        try (Shipping _ = new Shipping(shipper(Map.of()))) {
            Awaited.until(SHORT, () -> logs.gaps().size() >= 2);
        }

        // Then
        assertThat(arrived()).isEqualTo(offered.subList(0, kept));
        assertThat(logs.gaps()).extracting(Gap::projectUuid).containsExactly(Records.PROJECT, other);
        assertThat(logs.gaps()).extracting(Gap::dropped).containsExactly((long) dropped(Records.PROJECT), 2L);
        assertThat(logs.gaps()).allSatisfy(gap -> {
            assertThat(gap.replica()).isEqualTo("gw-1");
            assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
        });
        try (Shipping _ = new Shipping(shipper(Map.of()))) {
            assertThat(logs.duplicates()).isZero();
        }
    }

    @Test
    void tellsAGapOnceThoughItsAnswerWasLost() {
        // Given
        logs.refuse("poison");
        LogShipper shipper = shipper(Map.of());
        try (Shipping _ = new Shipping(shipper)) {
            shipper.offer(poison());
            Awaited.until(SHORT, () -> dropped(Records.PROJECT) == 1);
            logs.loseAnswers(true);

            // When
            Awaited.until(SHORT, () -> logs.gaps().size() == 1);
            logs.loseAnswers(false);

            // Then
            Awaited.until(SHORT, () -> logs.duplicates() > 0);
            assertThat(logs.gaps()).hasSize(1);
        }
    }

    @Test
    void dropsFromTheDiskOnlyTheRecordThatLogsServiceWillNeverTake() {
        // Given
        logs.answer(503);
        LogShipper shipper = shipper(Map.of());
        try (Shipping _ = new Shipping(shipper)) {
            List<UUID> offered = offer(shipper, 20);
            shipper.offer(poison());
            offered.addAll(offer(shipper, 20));
            Awaited.until(SHORT, () -> count("promptgate.spool.records") == 41);

            // When
            logs.refuse("poison");
            logs.answer(200);

            // Then
            logs.awaitCount(40);
            assertThat(arrived()).isEqualTo(offered);
            Awaited.until(SHORT, () -> logs.gaps().size() == 1);
            assertThat(logs.gaps().getFirst().dropped()).isEqualTo(1);
        }
    }

    @Test
    void compressesWhenItIsTold() {
        // When
        LogShipper shipper = shipper(Map.of("promptgate.ship.compress", "true"));
        try (Shipping _ = new Shipping(shipper)) {
            offer(shipper, 100);
        }

        // Then
        assertThat(logs.count()).isEqualTo(100);
    }

    @Test
    void goesOnInMemoryWhereThereCanBeNoFolder() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        LogShipper shipper = shipper(Map.of("promptgate.state-dir", file.toString()));

        // When
        try (Shipping _ = new Shipping(shipper)) {
            offer(shipper, 10);
        }

        // Then
        assertThat(logs.count()).isEqualTo(10);
    }

    @Test
    void refusesAnIntervalThatMakesNoSense() {
        for (String interval : new String[] {"1ms", "1m"}) {
            LogShipper shipper = shipper(Map.of("promptgate.spool.sync", interval));
            assertThatThrownBy(() -> new Shipping(shipper)).isInstanceOf(StartRefused.class);
        }
    }

    private static Recording poison() {
        Body body = Body.text("poison".getBytes(StandardCharsets.UTF_8), false);
        return Recording.of(Records.of("x", null, body, null), Records.REDACTION);
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

    private List<UUID> arrived() {
        return logs.records().stream().map(RequestRecord::id).toList();
    }

    private double count(String name) {
        var counter = metrics.find(name).counter();
        return counter == null ? 0 : counter.count();
    }

    private double dropped(UUID project) {
        return metrics.counter("promptgate.records.dropped", "project", project.toString())
                .count();
    }

    private double queuedBytes() {
        return metrics.find("promptgate.records.queued.bytes").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private static List<Path> segments(Path state) {
        try (Stream<Path> all = Files.list(state.resolve("spool"))) {
            return all.filter(file -> file.toString().endsWith(".spool")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copySpool(Path copy) throws IOException {
        Files.createDirectories(copy.resolve("spool"));
        for (Path segment : segments(folder)) {
            Files.copy(segment, copy.resolve("spool").resolve(segment.getFileName()));
        }
    }

    private LogShipper shipper(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "promptgate.logs-url", logs.url(),
                "promptgate.ship.linger", "1ms",
                "promptgate.ship.retry", "10ms",
                "promptgate.replica-id", "gw-1",
                "promptgate.ship.senders", "1",
                "promptgate.state-dir", folder.toString()));
        properties.putAll(overrides);
        return Shipping.shipper(TestSettings.of(properties), metrics);
    }
}
