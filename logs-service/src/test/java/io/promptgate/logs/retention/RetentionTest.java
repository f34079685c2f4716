package io.promptgate.logs.retention;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.common.config.ProjectRetention;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From admin-service's answer to what is gone from the log, all over HTTP. */
@QuarkusTest
@WithTestResource(LogStore.class)
@WithTestResource(RetentionAdmin.class)
class RetentionTest {
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final UUID ordinary = UuidV7.next();
    private final UUID brief = UuidV7.next();
    private final UUID patient = UuidV7.next();
    private final List<RequestRecord> kept = new ArrayList<>();

    @Test
    void keepsEachProjectsLogAsLongAsAdminServiceSays() {
        // Given: rows of which some would go by the setting of 30 days, and an admin-service that has never answered
        keep(ordinary, 1, 29, 33, 34, 35);
        keep(brief, 1, 2, 5, 9, 10, 11, 40);
        keep(patient, 1, 33, 80, 95);

        // Then: nothing goes before it has
        await().during(QUIET).atMost(10, SECONDS).until(() -> left(patient) == 4 && left(ordinary) == 5);

        // When
        RetentionAdmin.tells(new ProjectRetention(brief, 7, 3), new ProjectRetention(patient, 90, 30));

        // Then
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(ages(ordinary)).containsExactly(1, 29);
            assertThat(ages(brief)).containsExactly(1, 2, 5);
            assertThat(ages(patient)).containsExactly(1, 33, 80);
        });
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(agesWithBodies(ordinary)).containsExactly(1, 29);
            assertThat(agesWithBodies(brief)).containsExactly(1, 2);
            assertThat(agesWithBodies(patient)).containsExactly(1);
        });
        assertThat(figures(brief)).isEqualTo(7);

        // When: it says more often that nothing is new, and then nothing at all
        int before = RetentionAdmin.notModified();
        await().atMost(10, SECONDS).until(() -> RetentionAdmin.notModified() > before + 1);
        RetentionAdmin.goesAway();
        keep(brief, 8);
        keep(patient, 85);

        // Then: what it said last holds
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(ages(brief)).containsExactly(1, 2, 5));
        assertThat(ages(patient)).containsExactly(1, 33, 80, 85);

        // When: the project wants less, and another as the setting says
        RetentionAdmin.tells(new ProjectRetention(brief, 1, null));

        // Then
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(ages(brief)).containsExactly(1);
            assertThat(ages(patient)).containsExactly(1);
            assertThat(ages(ordinary)).containsExactly(1, 29);
        });
        RetentionAdmin.goesAway();
    }

    private void keep(UUID project, int... ages) {
        List<RequestRecord> records = new ArrayList<>();
        for (int age : ages) {
            Instant at = Instant.now().minus(Duration.ofDays(age)).plusSeconds(1);
            records.add(new Sample(project).at(at).json("{}", "{}").record());
        }
        Logs.keep(records);
        kept.addAll(records);
    }

    private int left(UUID project) {
        return ages(project).size();
    }

    private List<Integer> ages(UUID project) {
        List<String> ids = Logs.reader()
                .get(Logs.requests(project))
                .then()
                .extract()
                .jsonPath()
                .getList("data.id");
        return ages(ids);
    }

    private List<Integer> agesWithBodies(UUID project) {
        return kept.stream()
                .filter(record -> record.client().projectUuid().equals(project))
                .filter(record -> Logs.one(project, record.id()).jsonPath().get("request_body") != null)
                .map(RetentionTest::age)
                .sorted()
                .toList();
    }

    private List<Integer> ages(List<String> ids) {
        return kept.stream()
                .filter(record -> ids.contains(record.id().toString()))
                .map(RetentionTest::age)
                .sorted()
                .toList();
    }

    private static int age(RequestRecord record) {
        return (int) Duration.between(record.createdAt(), Instant.now())
                .plusMinutes(5)
                .toDays();
    }

    private long figures(UUID project) {
        return Logs.reader()
                .queryParam("from", Instant.now().minus(Duration.ofDays(50)).toString())
                .get("/logs/v1/projects/" + project + "/metrics")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("data[0].requests");
    }
}
