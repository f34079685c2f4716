package io.promptgate.logs.reprice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
@WithTestResource(FakeAdmin.class)
class RepriceTest {
    private static final String OWN = "[{\"provider\":\"xai\",\"model\":\"own\",\"revision\":41,"
            + "\"rates\":{\"input\":1,\"output\":2},\"tiers\":[]}]";

    private final UUID project = UuidV7.next();
    private final Instant start = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);

    @BeforeEach
    void forgetPrices() {
        FakeAdmin.tell("[]");
    }

    @Test
    void correctsCostsAndFiguresAndSaysWhatChanged() {
        // Given: two of a model without a price, one of a known model booked wrongly, one booked right
        RequestRecord first = keep("xai", "own", null, 1);
        keep("xai", "own", null, 2);
        RequestRecord wrong = keep("openai", "gpt-4o-mini", "9", 3);
        keep("groq", "llama-3.1-8b-instant", "0.00009", 4);
        keep("ollama", "llama3", null, 5);
        FakeAdmin.tell(OWN);

        // When
        JsonPath report = reprice("").statusCode(200).extract().jsonPath();

        // Then: 1000 x 1 + 500 x 2, per million, twice; 1000 x 0.15 + 500 x 0.60
        assertThat(report.getInt("looked")).isEqualTo(5);
        assertThat(report.getInt("changed")).isEqualTo(3);
        assertThat(report.getInt("unpriced")).isEqualTo(1);
        assertThat(report.getInt("price_revision")).isEqualTo(42);
        assertThat(amount(report, "cost_before")).isEqualByComparingTo("9");
        assertThat(amount(report, "cost_after")).isEqualByComparingTo("0.00445");
        assertThat(report.getList("models.model")).containsExactly("own", "gpt-4o-mini", "llama3");
        assertThat(amount(report, "models[0].cost_after")).isEqualByComparingTo("0.004");
        JsonPath record = Logs.one(project, first.id()).jsonPath();
        assertThat(amount(record, "cost_usd")).isEqualByComparingTo("0.002");
        assertThat(amount(record, "attempts[0].cost_usd")).isEqualByComparingTo("0.002");
        assertThat(record.getString("price_source")).isEqualTo("override:41:xai:own");
        assertThat(record.getInt("price.output")).isEqualTo(2);
        assertThat(Logs.one(project, wrong.id()).jsonPath().getString("price_source"))
                .endsWith(":openai:gpt-4o-mini");
        JsonPath metrics = metrics();
        assertThat(amount(metrics, "data.find { it.key == 'xai' }.cost_usd")).isEqualByComparingTo("0.004");
        assertThat(metrics.getInt("data.find { it.key == 'xai' }.unpriced_requests"))
                .isZero();
        assertThat(metrics.getInt("data.find { it.key == 'xai' }.requests")).isEqualTo(2);
        assertThat(amount(metrics, "data.find { it.key == 'openai' }.cost_usd")).isEqualByComparingTo("0.00045");
        assertThat(metrics.getInt("data.find { it.key == 'ollama' }.unpriced_requests"))
                .isEqualTo(1);
    }

    @Test
    void changesNothingTheSecondTime() {
        // Given
        keep("xai", "own", null, 1);
        FakeAdmin.tell(OWN);
        reprice("").body("changed", equalTo(1));
        String before = metrics().get("data").toString();

        // Then
        reprice("").body("changed", equalTo(0)).body("looked", equalTo(1)).body("models.size()", equalTo(0));
        assertThat(metrics().get("data").toString()).isEqualTo(before);
    }

    @Test
    void isToldInTheAuditWithWhatItDidToTheMoney() {
        // Given: two that change, one that does not
        keep("xai", "own", null, 1);
        keep("xai", "own", "9", 2);
        keep("ollama", "llama3", null, 3);
        FakeAdmin.tell(OWN);

        // When
        reprice(",\"provider\":\"xai\",\"dry_run\":true").statusCode(200);
        reprice(",\"provider\":\"xai\"").statusCode(200);
        reprice(",\"provider\":\"xai\"").statusCode(200);

        // Then: one row, of the run that changed something
        List<Map<String, Object>> rows = Logs.reader()
                .get("/logs/v1/audit?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.findAll { it.project_uuid == '" + project + "' }");
        assertThat(rows).hasSize(1);
        Map<String, Object> row = rows.getFirst();
        assertThat(row)
                .containsEntry("action", "requests.reprice")
                .containsEntry("role", "owner")
                .containsEntry("repriced", 2)
                .containsEntry(
                        "filter",
                        "from:" + start + " to:" + start.plus(1, ChronoUnit.HOURS) + " provider:xai prices:42")
                .doesNotContainKey("removed");
        assertThat(String.valueOf(row.get("who"))).startsWith("admin-key:");
        assertThat(new BigDecimal(String.valueOf(row.get("cost_before")))).isEqualByComparingTo("9");
        assertThat(new BigDecimal(String.valueOf(row.get("cost_after")))).isEqualByComparingTo("0.004");
    }

    @Test
    void onlySaysWhatItWouldDoInADryRun() {
        // Given
        RequestRecord record = keep("xai", "own", null, 1);
        FakeAdmin.tell(OWN);

        // When
        reprice(",\"dry_run\":true").body("changed", equalTo(1)).body("dry_run", equalTo(true));

        // Then
        assertThat(Logs.one(project, record.id()).jsonPath().getString("cost_usd"))
                .isNull();
        reprice("").body("changed", equalTo(1));
    }

    @Test
    void keepsToTheWindowTheProviderAndTheModel() {
        // Given
        keep("xai", "own", null, -1);
        keep("xai", "own", null, 0);
        keep("xai", "own", null, 60);
        keep("openai", "gpt-4o-mini", "9", 1);
        FakeAdmin.tell(OWN);

        // Then
        reprice(",\"provider\":\"xai\",\"model\":\"other\"").body("looked", equalTo(0));
        reprice(",\"provider\":\"xai\"").body("looked", equalTo(1)).body("changed", equalTo(1));
        reprice(",\"model\":\"gpt-4o-mini\"").body("changed", equalTo(1));
    }

    @Test
    void stopsAtItsBoundAndSaysWhereToGoOn() {
        // Given
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            records.add(sample("xai", "own", null, i).record());
        }
        Logs.keep(records);
        FakeAdmin.tell(OWN);

        // When
        String on = reprice("")
                .body("looked", equalTo(20))
                .body("changed", equalTo(20))
                .extract()
                .path("continue_from");

        // Then
        assertThat(on).isEqualTo(start.plus(19, ChronoUnit.MINUTES).toString().replace(":00Z", ":00.000Z"));
        String rest = "{\"from\":\"" + on + "\",\"to\":\"" + start.plus(1, ChronoUnit.HOURS) + "\",\"project_uuid\":\""
                + project + "\"}";
        send(rest).body("changed", equalTo(13)).body("continue_from", equalTo(null));
        assertThat(amount(metrics(), "data[0].cost_usd")).isEqualByComparingTo("0.066");
    }

    @Test
    void changesNothingWhileAdminServiceDoesNotTellItsPrices() {
        FakeAdmin.tell("");
        reprice("").statusCode(503).body("detail", containsString("admin-service"));
        FakeAdmin.tell("[{\"provider\":\"xai\"}]");
        reprice("").statusCode(503);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|400|JSON object",
                "{|400|JSON object",
                "{}|422|2 fields",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-01-01\"}|422|earlier than to",
                "{\"from\":\"yesterday\",\"to\":\"2026-01-01\"}|422|from must be",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\",\"projekt\":1}|422|projekt is not known",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\",\"project_uuid\":\"x\"}|422|project_uuid must be a UUID",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\",\"model\":7}|422|model must be a text",
                "{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\",\"dry_run\":\"yes\"}|422|dry_run must be",
            })
    void refusesWhatItCannotRead(String body, int status, String detail) {
        send(body).statusCode(status).body("detail", containsString(detail));
    }

    @Test
    void isNotForGateways() {
        Logs.gateway()
                .contentType("application/json")
                .body("{}")
                .post("/logs/v1/reprice")
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/logs/v1/reprice")
                .then()
                .statusCode(401);
    }

    private Sample sample(String provider, String model, @Nullable String cost, int minute) {
        Sample sample = new Sample(project)
                .at(start.plus(minute, ChronoUnit.MINUTES))
                .by(provider, model, "alias")
                .used(1_000, 500, cost);
        sample.usage = Usage.of(1_000, 500);
        return sample;
    }

    private RequestRecord keep(String provider, String model, @Nullable String cost, int minute) {
        RequestRecord record = sample(provider, model, cost, minute).record();
        Logs.keep(List.of(record));
        return record;
    }

    private ValidatableResponse reprice(String more) {
        return send("{\"from\":\"" + start + "\",\"to\":\"" + start.plus(1, ChronoUnit.HOURS) + "\",\"project_uuid\":\""
                + project + "\"" + more + "}");
    }

    private JsonPath metrics() {
        return Logs.reader()
                .get("/logs/v1/projects/{uuid}/metrics?window=24h", project)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse send(String body) {
        return Logs.reader()
                .contentType("application/json")
                .body(body)
                .post("/logs/v1/reprice")
                .then();
    }

    private static BigDecimal amount(JsonPath json, String path) {
        return new BigDecimal(json.getString(path));
    }
}
