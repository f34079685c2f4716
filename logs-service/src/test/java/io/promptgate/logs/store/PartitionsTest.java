package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class PartitionsTest {
    private final UUID project = UuidV7.next();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @Inject
    Partitions partitions;

    @Inject
    RecordStore store;

    @Inject
    Pool pool;

    @Test
    void areThereForTheDaysToComeSoonAfterTheStart() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Stream.of(-1, 0, 1, 2, 3)
                                .flatMap(ahead -> Stream.of("request", "request_body")
                                        .map(table -> table + "_" + suffix(today.plusDays(ahead)))))
                        .allMatch(this::exists));
    }

    @Test
    void takeWhatWasKeptBeforeTheyCame() {
        // Given: a record so late that its day has no partition
        Instant late = Instant.now().minus(Duration.ofDays(77));
        Sample sample = new Sample(project).at(late).json("{}", "[]");
        RequestRecord record = sample.record();
        add(record);
        assertThat(partitionOf(record)).containsExactly("request_default", "request_body_default");

        // When
        int made = partitions.make(1).await().indefinitely();

        // Then
        String day = suffix(LocalDate.ofInstant(late, ZoneOffset.UTC));
        assertThat(made).isGreaterThanOrEqualTo(2);
        assertThat(partitionOf(record)).containsExactly("request_" + day, "request_body_" + day);
        assertThat(store.find(project, record.id()).await().indefinitely())
                .hasValueSatisfying(found -> assertThat(found.responseBody()).isNotNull());
        assertThat(add(record).added()).isZero();
        assertThat(add(new Sample(project).at(late).record()).added()).isEqualTo(1);
    }

    @Test
    void leaveRecordsOfOddTimesWhereTheyAre() {
        // Given: a clock that stands, and one that is far ahead
        RequestRecord old = new Sample(project).at(Instant.EPOCH.plusMillis(1)).record();
        RequestRecord ahead =
                new Sample(project).at(Instant.now().plus(Duration.ofDays(90))).record();
        add(old);
        add(ahead);

        // When
        partitions.make(3).await().indefinitely();

        // Then
        assertThat(partitionOf(old)).containsExactly("request_default");
        assertThat(partitionOf(ahead)).containsExactly("request_default");
        assertThat(store.find(project, old.id()).await().indefinitely()).contains(old);
        assertThat(store.find(project, ahead.id()).await().indefinitely()).contains(ahead);
    }

    @Test
    void areMadeOnceHoweverManyReplicasTry() {
        // Given
        Instant late = Instant.now().minus(Duration.ofDays(78));
        add(new Sample(project).at(late).record());

        // When
        List<Integer> made = Uni.join()
                .all(Stream.generate(() -> partitions.make(3)).limit(4).toList())
                .andFailFast()
                .await()
                .indefinitely();

        // Then
        assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        assertThat(exists("request_" + suffix(LocalDate.ofInstant(late, ZoneOffset.UTC))))
                .isTrue();
    }

    private Stored add(RequestRecord record) {
        return store.add(List.of(record)).await().indefinitely();
    }

    private List<String> partitionOf(RequestRecord record) {
        return Stream.of("request", "request_body")
                .flatMap(table -> pool
                        .preparedQuery("SELECT tableoid::regclass::text AS at FROM logs." + table + " WHERE id = $1")
                        .execute(Tuple.of(record.id()))
                        .await()
                        .indefinitely()
                        .stream()
                        .map(row -> row.getString("at").replace("logs.", "")))
                .toList();
    }

    private boolean exists(String table) {
        return pool.preparedQuery("SELECT to_regclass('logs.' || $1) IS NOT NULL AS there")
                .execute(Tuple.of(table))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBoolean("there");
    }

    private static String suffix(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
