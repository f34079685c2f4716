package io.promptgate.logs.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.promptgate.logs.store.RollupFold;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class VerifyTest {
    // a day that no other test writes to
    private static final Instant DAY = Instant.parse("2019-07-01T00:00:00Z");

    private final UUID project = UuidV7.next();

    @Inject
    RollupFold rollups;

    @Inject
    Pool pool;

    @AfterEach
    void forgetTheDay() {
        for (String table : List.of(
                "rollup_delta",
                "rollup_minute",
                "rollup_hour",
                "rollup_day",
                "rollup_facet_minute",
                "rollup_facet_hour",
                "rollup_facet_day")) {
            run("DELETE FROM logs." + table + " WHERE start >= '2019-07-01' AND start < '2019-07-02'");
        }
        run("DELETE FROM logs.request WHERE created_at >= '2019-07-01' AND created_at < '2019-07-02'");
        run("DELETE FROM logs.expired");
    }

    @Test
    void findsNothingWhereFiguresAreThoseOfTheRows() {
        // Given: some folded, some not yet
        keep(0, 200);
        fold();
        keep(200, 300);

        // When
        JsonPath reply = verify();

        // Then
        assertThat(reply.getBoolean("ok")).isTrue();
        assertThat(reply.getLong("rows.requests")).isEqualTo(300);
        assertThat(reply.getLong("rollups.requests")).isEqualTo(300);
        assertThat(reply.getList("differences")).isEmpty();
    }

    @Test
    void tellsAPlantedDifference() {
        // Given
        keep(0, 50);
        fold();
        run("UPDATE logs.rollup_minute SET cost = cost + 0.5, total = total - 3 WHERE start = '2019-07-01T00:07:00Z'");

        // When
        JsonPath reply = verify();

        // Then: of the minute against the rows, of the hour against its minutes, and of three facets of all projects
        assertThat(reply.getBoolean("ok")).isFalse();
        assertThat(reply.getList("differences.level"))
                .startsWith("minute", "minute", "hour", "hour")
                .hasSize(4 + 2 * 3)
                .endsWith(Collections.nCopies(2 * 3, "minute facet").toArray());
        assertThat(reply.getList("differences.figure")).startsWith("total", "cost", "total", "cost");
        assertThat(reply.getString("differences[1].expected")).isEqualTo("0.0001");
        assertThat(reply.getString("differences[1].found")).isEqualTo("0.5001");
        assertThat(reply.getString("differences[0].project_uuid")).isEqualTo(project.toString());
        assertThat(reply.getString("differences[0].start")).isEqualTo("2019-07-01T00:07:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM logs.request WHERE created_at = '2019-07-01T00:07:00Z'",
                "UPDATE logs.request SET latency_ms = latency_ms + 1 WHERE created_at = '2019-07-01T00:07:00Z'",
                "UPDATE logs.request SET provider = 'groq2' WHERE created_at = '2019-07-01T00:07:00Z'",
                "INSERT INTO logs.request SELECT (jsonb_populate_record(r, '{\"provider\": \"unheard of\","
                        + " \"id\": \"0193a8f0-0000-7000-8000-0000000000ff\"}')).* FROM logs.request r"
                        + " WHERE created_at = '2019-07-01T00:07:00Z'",
                "DELETE FROM logs.rollup_hour WHERE start = '2019-07-01T00:00:00Z'",
                "UPDATE logs.rollup_day SET errors = errors + 1 WHERE start = '2019-07-01T00:00:00Z'",
                "UPDATE logs.rollup_day SET latency = '\\x0102' WHERE start = '2019-07-01T00:00:00Z'",
                "DELETE FROM logs.rollup_facet_minute WHERE start = '2019-07-01T00:07:00Z'",
                "UPDATE logs.rollup_facet_hour SET cost = cost + 1 WHERE start = '2019-07-01T00:00:00Z'",
                "UPDATE logs.rollup_facet_day SET ttft = '\\x0102' WHERE start = '2019-07-01T00:00:00Z'"
            })
    void seesEveryKindOfDamage(String damage) {
        // Given
        keep(0, 20);
        fold();
        assertThat(verify().getBoolean("ok")).isTrue();

        // When
        run(damage);

        // Then
        assertThat(verify().getBoolean("ok")).isFalse();
    }

    @Test
    void doesNotTakeExpiredRowsForADifference() {
        // Given
        keep(0, 20);
        run("DELETE FROM logs.request WHERE created_at >= '2019-07-01' AND created_at < '2019-07-02'");
        assertThat(verify().getBoolean("ok")).isFalse();

        // When
        run("INSERT INTO logs.expired VALUES ('" + project + "', '2019-07-02T00:00:00Z')");

        // Then
        assertThat(verify().getBoolean("ok")).isTrue();
    }

    @Test
    void refusesATimeThatIsNone() {
        Logs.reader()
                .get("/logs/v1/verify?from=2019-07-01")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("to"));
        Logs.reader()
                .get("/logs/v1/verify?from=2019-07-01&to=2019-09-01")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"));
    }

    /** Also what the chore has in hand: then it waits for the chore. */
    private void fold() {
        do {
            rollups.fold(10_000).await().indefinitely();
        } while (pool.query("SELECT FROM logs.rollup_delta WHERE start < '2019-07-02'")
                        .execute()
                        .await()
                        .indefinitely()
                        .size()
                > 0);
    }

    private void keep(int from, int to) {
        List<RequestRecord> records = IntStream.range(from, to)
                .mapToObj(i -> new Sample(project).at(DAY.plusSeconds(60L * i)).record())
                .toList();
        Logs.keep(records);
    }

    private static JsonPath verify() {
        return Logs.reader()
                .get("/logs/v1/verify?from=2019-07-01&to=2019-07-02")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
