package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.ProjectRetention;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.filter.Filter;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days lie in the past, so that what other tests write today stays. */
@QuarkusTest
@WithTestResource(LogStore.class)
class ExpiryTest {
    // a batch of two, so that there are several
    private static final Retention RETENTION = new Retention(30, 20, 60, 2);
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC).minusDays(200);

    private final UUID project = UuidV7.next();
    private final UUID brief = UuidV7.next();
    private final UUID patient = UuidV7.next();

    @Inject
    RecordStore store;

    @Inject
    Partitions partitions;

    @Inject
    Expiry expiry;

    @Inject
    Policies policies;

    @Inject
    Pool pool;

    @BeforeEach
    void takeAwayWhatOtherTestsLeft() {
        partitions.make(1).await().indefinitely();
        expiry.run(RETENTION, today).await().indefinitely();
    }

    @AfterEach
    void forgetPolicies() {
        policies.replace(List.of()).await().indefinitely();
        pool.query("DELETE FROM logs.expired").execute().await().indefinitely();
    }

    @Test
    void dropsDaysThatNobodyKeeps() {
        // Given
        keep(project, 29, 30, 31, 32, 45);
        partitions.make(1).await().indefinitely();

        // When
        Expired expired = expiry.run(RETENTION, today).await().indefinitely();

        // Then: three partitions of requests, and of bodies those and the day of 29 and 30
        assertThat(ages(project)).containsExactly(29, 30);
        assertThat(bodies(project)).isZero();
        assertThat(expired.partitions()).isGreaterThanOrEqualTo(3 + 5);
        assertThat(expired.requests()).isZero();
    }

    @Test
    void keepsEachProjectsRowsAsLongAsItSays() {
        // Given
        policies.replace(List.of(new ProjectRetention(brief, 7, 3), new ProjectRetention(patient, 90, null)))
                .await()
                .indefinitely();
        keep(project, 1, 21, 31, 32, 33, 91);
        keep(brief, 1, 4, 6, 8, 9, 10, 21);
        keep(patient, 1, 31, 89, 91);
        partitions.make(1).await().indefinitely();

        // When
        Expired expired = expiry.run(RETENTION, today).await().indefinitely();

        // Then
        assertThat(ages(project)).containsExactly(1, 21);
        assertThat(ages(brief)).containsExactly(1, 4, 6);
        assertThat(ages(patient)).containsExactly(1, 31, 89);
        assertThat(bodies(project)).isEqualTo(1);
        assertThat(bodies(brief)).isEqualTo(1);
        assertThat(bodies(patient)).isEqualTo(1);
        assertThat(expired.requests()).isEqualTo(3 + 4);

        // When
        Expired again = expiry.run(RETENTION, today).await().indefinitely();

        // Then
        assertThat(again).isEqualTo(new Expired(0, 0, 0, 0));
    }

    @Test
    void keepsFiguresLongerThanRows() {
        // Given
        keep(project, 29, 40, 61);
        partitions.make(1).await().indefinitely();

        // When
        expiry.run(RETENTION, today).await().indefinitely();

        // Then
        Instant from = today.minusDays(60).atStartOfDay().toInstant(ZoneOffset.UTC);
        FiguresQuery query = new FiguresQuery(
                project, from, from.plus(Duration.ofDays(61)), GroupBy.PROVIDER, null, Filter.EVERYTHING);
        assertThat(store.figures(query, 100).await().indefinitely().getFirst().requests())
                .isEqualTo(2);
    }

    @Test
    void takesRowsOfOddTimesToo() {
        // Given: older than any partition
        keep(project, 900, 901, 902);

        // When
        Expired expired = expiry.run(RETENTION, today).await().indefinitely();

        // Then
        assertThat(ages(project)).isEmpty();
        assertThat(expired.requests()).isEqualTo(3);
        assertThat(expired.bodies()).isEqualTo(3);
    }

    private void keep(UUID whose, int... ages) {
        List<RequestRecord> records = new ArrayList<>();
        for (int age : ages) {
            Instant at = today.minusDays(age).atTime(12, 0).toInstant(ZoneOffset.UTC);
            records.add(new Sample(whose).at(at).json("{}", "{}").record());
        }
        assertThat(store.add(records).await().indefinitely().added()).isEqualTo(ages.length);
    }

    private List<Integer> ages(UUID whose) {
        return store.page(whose, Filter.EVERYTHING, null, 100).await().indefinitely().stream()
                .map(record -> LocalDate.ofInstant(record.createdAt(), ZoneOffset.UTC))
                .map(day -> (int) Duration.between(day.atStartOfDay(), today.atStartOfDay())
                        .toDays())
                .toList();
    }

    private long bodies(UUID whose) {
        return pool.query("SELECT count(*) AS n FROM logs.request_body b JOIN logs.request r USING (created_at, id)"
                        + " WHERE r.project_uuid = '" + whose + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("n");
    }
}
