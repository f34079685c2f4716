package io.promptgate.logs.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.json.Json;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class RemovalTest {
    private static final UUID LEAKED = UuidV7.next();

    private final UUID project = UuidV7.next();

    @Inject
    Pool pool;

    @Test
    void takesATokensRequestsOutWithTheirBodiesAndOutOfTheFigures() throws IOException {
        // Given
        List<RequestRecord> leaked = IntStream.range(0, 40)
                .mapToObj(i -> new Sample(project)
                        .token(LEAKED, "leaked")
                        .took(100 + i, 20L)
                        .used(i, 1, "0.01")
                        .json("{\"secret\":1}", null)
                        .record())
                .toList();
        List<RequestRecord> others = Stream.generate(
                        () -> new Sample(project).token(UuidV7.next(), "web").record())
                .limit(5)
                .toList();
        RequestRecord foreign =
                new Sample(UuidV7.next()).token(LEAKED, "leaked").record();
        Logs.keep(others);
        JsonNode before = figures();
        Logs.keep(leaked);
        Logs.keep(List.of(foreign));

        // When
        JsonPath tried = remove("token", LEAKED.toString(), true);
        JsonPath reply = remove("token", LEAKED.toString(), false);

        // Then
        assertThat(tried.getBoolean("dry_run")).isTrue();
        assertThat(tried.getInt("matching")).isEqualTo(40);
        assertThat(reply.getInt("removed")).isEqualTo(40);
        assertThat(reply.getBoolean("more")).isFalse();
        assertThat(Logs.reader().get(Logs.requests(project)).jsonPath().getList("data"))
                .hasSize(5);
        Logs.one(project, leaked.getFirst().id()).then().statusCode(404);
        Logs.one(foreign.client().projectUuid(), foreign.id()).then().statusCode(200);
        assertThat(bodies(leaked)).isZero();
        assertThat(figures()).as("the figures, as if they had never been").isEqualTo(before);
    }

    @Test
    void takesSomeAtATimeAndSaysThatThereAreMore() {
        // Given
        Logs.keep(
                Stream.generate(() -> new Sample(project).failed(500, "x", "y").record())
                        .limit(2_500)
                        .toList());
        Logs.keep(List.of(new Sample(project).record()));
        String path = Logs.requests(project) + "?q=status:error&limit=2000";

        // When
        JsonPath first = Logs.reader().delete(path).jsonPath();
        JsonPath second = Logs.reader().delete(path).jsonPath();
        JsonPath third = Logs.reader().delete(path).jsonPath();

        // Then
        assertThat(first.getInt("removed")).isEqualTo(2_000);
        assertThat(first.getBoolean("more")).isTrue();
        assertThat(second.getInt("removed")).isEqualTo(500);
        assertThat(second.getBoolean("more")).isFalse();
        assertThat(third.getInt("removed")).isZero();
        assertThat(Logs.reader().get(Logs.requests(project)).jsonPath().getList("data"))
                .hasSize(1);
    }

    @Test
    void tellsWhoDidAndLetsNobodyChangeThat() {
        // Given
        Logs.keep(List.of(new Sample(project).by("groq", "m", null).record()));
        remove("q", "provider:groq -model:x", true);
        remove("q", "provider:groq -model:x", false);

        // When
        JsonPath audit = Logs.reader()
                .get("/logs/v1/audit?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(audit.getString("data[0].action")).isEqualTo("requests.delete");
        assertThat(audit.getString("data[0].who")).startsWith("admin-key:");
        assertThat(audit.getString("data[0].role")).isEqualTo("owner");
        assertThat(audit.getString("data[0].project_uuid")).isEqualTo(project.toString());
        assertThat(audit.getString("data[0].filter")).isEqualTo("provider:groq -model:x");
        assertThat(audit.getInt("data[0].removed")).isEqualTo(1);
        for (String change :
                List.of("UPDATE logs.audit SET who = 'nobody'", "DELETE FROM logs.audit", "TRUNCATE logs.audit")) {
            assertThatThrownBy(() -> pool.query(change).execute().await().indefinitely())
                    .hasMessageContaining("append-only");
        }
        assertThat(Logs.reader().get("/logs/v1/audit?limit=1").jsonPath().getString("data[0].id"))
                .isEqualTo(audit.getString("data[0].id"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', q",
        "'?q=', q",
        "'?q=a&token=b', q",
        "'?token=nobody', token",
        "'?q=a&dry_run=1', dry_run",
        "'?q=x&all=true', all"
    })
    void refusesWhatDoesNotSayWhatIsMeant(String query, String field) {
        Logs.reader()
                .urlEncodingEnabled(false)
                .delete(Logs.requests(project) + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("detail", startsWith(field));
    }

    private JsonPath remove(String name, String value, boolean dryRun) {
        return Logs.reader()
                .queryParam(name, value)
                .queryParam("dry_run", dryRun)
                .delete(Logs.requests(project))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonNode figures() throws IOException {
        return Json.MAPPER
                .readTree(Logs.reader()
                        .queryParam("window", "24h")
                        .queryParam("by", "token")
                        .queryParam("bucket", "1h")
                        .get("/logs/v1/projects/" + project + "/metrics")
                        .asByteArray())
                .path("data");
    }

    private long bodies(List<RequestRecord> records) {
        UUID[] ids = records.stream().map(RequestRecord::id).toArray(UUID[]::new);
        return pool.preparedQuery("SELECT count(*) AS kept FROM logs.request_body WHERE id = ANY ($1)")
                .execute(Tuple.of(ids))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("kept");
    }
}
