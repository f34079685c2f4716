package io.promptgate.logs.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class DriftTest {
    /** Each test has days of its own, since an export is of no project. */
    private static final AtomicInteger MONTHS = new AtomicInteger();

    private final UUID project = UuidV7.next();
    private final LocalDate day = LocalDate.of(2025, 1, 10).plusMonths(MONTHS.getAndIncrement());

    @Test
    void comparesOpenAisUsageByDayAndModel() {
        // Given
        keep("openai", "gpt-4o-mini", 0, 1_000, 500, "0.45");
        keep("openai", "gpt-4o-mini-2024-07-18", 0, 100, 50, "0.05");
        keep("openai", "gpt-4o", 1, 70, 7, null);
        keep("groq", "gpt-4o-mini", 0, 9, 9, "9");

        // When
        JsonPath report = send("openai", page(bucket(0, usage("gpt-4o-mini-2024-07-18", 1_000, 550, 2)), bucket(1)))
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(report.getList("data.model")).containsExactly("gpt-4o-mini", "gpt-4o");
        assertThat(report.getList("data.day"))
                .containsExactly(day.toString(), day.plusDays(1).toString());
        assertThat(amount(report, "data[0].input_tokens.theirs")).isEqualByComparingTo("1000");
        assertThat(amount(report, "data[0].input_tokens.ours")).isEqualByComparingTo("1100");
        assertThat(amount(report, "data[0].input_tokens.difference")).isEqualByComparingTo("100");
        assertThat(amount(report, "data[0].input_tokens.percent")).isEqualByComparingTo("10");
        assertThat(amount(report, "data[0].output_tokens.difference")).isEqualByComparingTo("0");
        assertThat(amount(report, "data[0].requests.difference")).isEqualByComparingTo("0");
        assertThat(report.getString("data[0].cost_usd.theirs")).isNull();
        assertThat(amount(report, "data[0].cost_usd.ours")).isEqualByComparingTo("0.5");
        assertThat(amount(report, "data[1].input_tokens.difference")).isEqualByComparingTo("70");
        assertThat(report.getString("data[1].input_tokens.percent")).isNull();
        assertThat(amount(report, "totals.input_tokens.difference")).isEqualByComparingTo("170");
    }

    @Test
    void comparesOpenAisCostsByDay() {
        // Given
        keep("openai", "gpt-4o-mini", 0, 10, 5, "0.30");
        keep("openai", "gpt-4o", 0, 10, 5, "0.30");

        // When
        JsonPath report = send(
                        "openai",
                        page(bucket(
                                0,
                                "{\"object\":\"organization.costs.result\",\"amount\":{\"value\":0.5,\"currency\":"
                                        + "\"usd\"},\"line_item\":null}")))
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(report.getList("data")).hasSize(1);
        assertThat(report.getString("data[0].model")).isNull();
        assertThat(amount(report, "data[0].cost_usd.theirs")).isEqualByComparingTo("0.5");
        assertThat(amount(report, "data[0].cost_usd.ours")).isEqualByComparingTo("0.6");
        assertThat(amount(report, "data[0].cost_usd.percent")).isEqualByComparingTo("20");
    }

    @Test
    void readsATableOfOpenAis() {
        // Given
        keep("openai", "gpt-4o", 0, 100, 10, "1");

        // Then
        send(
                        "openai",
                        "start_time,model,input_tokens,output_tokens,num_model_requests\n" + seconds(0)
                                + ",gpt-4o-2024-08-06,100,10,1\n")
                .statusCode(200)
                .body("data[0].model", equalTo("gpt-4o"))
                .body("data[0].input_tokens.difference", equalTo(0))
                .body("data[0].output_tokens.difference", equalTo(0));
    }

    @Test
    void comparesAnthropicsUsageWithItsCachesAndItsCosts() {
        // Given
        keep("anthropic", "claude-sonnet-4-6-20251001", 0, 1_000, 500, "0.01");
        String usage = "{\"data\":[{\"starting_at\":\"" + day + "T00:00:00Z\",\"results\":[{\"model\":"
                + "\"claude-sonnet-4-6\",\"uncached_input_tokens\":600,\"cache_creation\":"
                + "{\"ephemeral_5m_input_tokens\":60,\"ephemeral_1h_input_tokens\":40},"
                + "\"cache_read_input_tokens\":300,\"output_tokens\":500}]}]}";
        String costs = "{\"data\":[{\"starting_at\":\"" + day + "T00:00:00Z\",\"results\":[{\"model\":"
                + "\"claude-sonnet-4-6\",\"amount\":\"2.0\",\"currency\":\"USD\"}]}]}";

        // When
        JsonPath report = send("anthropic", "[" + usage + "," + costs + "]")
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(report.getList("data")).hasSize(1);
        assertThat(amount(report, "data[0].input_tokens.difference")).isEqualByComparingTo("0");
        assertThat(amount(report, "data[0].output_tokens.difference")).isEqualByComparingTo("0");
        assertThat(amount(report, "data[0].cost_usd.theirs")).isEqualByComparingTo("0.02");
        assertThat(amount(report, "data[0].cost_usd.percent")).isEqualByComparingTo("-50");
    }

    @Test
    void readsATableOfAnthropics() {
        // Given
        keep("anthropic", "claude-haiku-5-5", 0, 40, 10, "1");

        // Then
        send(
                        "anthropic",
                        "usage_date_utc,model_version,usage_input_tokens_no_cache,"
                                + "usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,"
                                + "usage_input_tokens_cache_read,usage_output_tokens\n" + day
                                + " 10:00,claude-haiku-5-5,10,0,0,"
                                + "10,5\n" + day + " 11:00,claude-haiku-5-5,10,5,5,0,5\n")
                .statusCode(200)
                .body("data.size()", equalTo(1))
                .body("data[0].input_tokens.difference", equalTo(0))
                .body("data[0].output_tokens.difference", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai|{|400|not valid JSON",
                "openai|{}|422|has no data",
                "openai|{\"data\":[]}|422|says nothing of any day",
                "openai|{\"data\":[{\"starting_at\":\"2026-01-01\"}]}|422|none of OpenAI's",
                "anthropic|{\"data\":[{\"start_time\":1}]}|422|none of Anthropic's",
                "anthropic|model,tokens|422|says nothing",
                "openai|start_time,input_tokens;yesterday,7|422|cannot be read",
                "openai|start_time,input_tokens;2026-01-01,many|422|cannot be read",
                "openai|input_tokens;7|422|has no column start_time",
                "openai|start_time;2020-01-01;2026-01-01|422|more than 366 days",
                "groq|{}|400|must be openai or anthropic",
            })
    void refusesWhatIsNoExport(String provider, String export, int status, String detail) {
        send(provider, export.replace(';', '\n')).statusCode(status).body("detail", containsString(detail));
    }

    private void keep(String provider, String model, int days, long prompt, long completion, @Nullable String cost) {
        Instant noon = day.plusDays(days).atTime(12, 0).toInstant(ZoneOffset.UTC);
        Sample sample = new Sample(project).at(noon).by(provider, model, null).used(prompt, completion, cost);
        sample.usage = Usage.of(prompt, completion);
        sample.took(Duration.ofMillis(5).toMillis(), null);
        Logs.keep(List.of(sample.record()));
    }

    private long seconds(int days) {
        return day.plusDays(days).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static String page(String... buckets) {
        return "{\"object\":\"page\",\"data\":[" + String.join(",", buckets) + "],\"has_more\":false}";
    }

    private String bucket(int days, String... results) {
        return "{\"object\":\"bucket\",\"start_time\":" + seconds(days) + ",\"end_time\":" + seconds(days + 1)
                + ",\"results\":[" + String.join(",", results) + "]}";
    }

    private static String usage(String model, long input, long output, int requests) {
        return "{\"object\":\"organization.usage.completions.result\",\"input_tokens\":" + input + ",\"output_tokens\":"
                + output + ",\"num_model_requests\":" + requests + ",\"model\":\"" + model + "\"}";
    }

    private static ValidatableResponse send(String provider, String export) {
        return Logs.reader()
                .contentType("application/octet-stream")
                .body(export.getBytes(StandardCharsets.UTF_8))
                .post("/logs/v1/drift?provider=" + provider)
                .then();
    }

    private static BigDecimal amount(JsonPath json, String path) {
        return new BigDecimal(json.getString(path));
    }
}
