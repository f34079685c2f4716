package io.promptgate.logs.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.json.Json;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class SpendTest {
    private final UUID project = UuidV7.next();
    private final UUID token = UuidV7.next();

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T00:00:00Z, 2026-02-17T00:00:00Z",
        "2026-01-31T23:00:00Z, 2026-02-16T23:00:00Z",
        "2026-01-31T18:30:00Z, 2026-02-16T18:30:00Z",
        "2026-02-01T12:45:00Z, 2026-02-17T12:45:00Z"
    })
    void sumsUpWhatTheRowsSayInAnyTimeZone(String month, String day) {
        // Given
        List<RequestRecord> records = new ArrayList<>();
        Random random = new Random(month.hashCode());
        Instant first = Instant.parse("2026-01-29T00:00:00Z");
        for (int i = 0; i < 400; i++) {
            Instant at = first.plusMillis(random.nextLong(Duration.ofDays(20).toMillis()));
            records.add(new Sample(project)
                    .token(token, "app")
                    .used(random.nextLong(500), random.nextLong(500), "0.00" + (1 + random.nextInt(9)))
                    .at(at)
                    .record());
        }
        records.add(new Sample(project)
                .token(UuidV7.next(), "other")
                .at(Instant.parse(day))
                .record());
        Logs.keep(records);

        // When
        JsonNode row = row(spend(day, month, token.toString()));

        // Then
        assertPart(row.path("month"), records, Instant.parse(month));
        assertPart(row.path("day"), records, Instant.parse(day));
    }

    @Test
    void tellsWhatHasNoPriceApart() {
        // Given
        Instant now = Instant.now();
        Logs.keep(List.of(
                new Sample(project)
                        .token(token, "app")
                        .used(100, 50, "0.25")
                        .at(now)
                        .record(),
                new Sample(project)
                        .by("ollama", "own", null)
                        .token(token, "app")
                        .used(1_000, 500, null)
                        .at(now)
                        .record(),
                new Sample(project)
                        .token(token, "app")
                        .refused(429, "rate_limit_exceeded", "no")
                        .at(now)
                        .record()));

        // When
        String today = now.truncatedTo(ChronoUnit.DAYS).toString();
        JsonNode day = row(spend(today, today, token.toString())).path("day");

        // Then
        assertThat(day.path("cost_usd").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(day.path("tokens").asLong()).isEqualTo(1_650);
        assertThat(day.path("unpriced_tokens").asLong()).isEqualTo(1_500);
    }

    @Test
    void leavesOutATokenThatUsedNothing() {
        spend("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", token.toString())
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T00:00:01Z, 2026-02-01T00:00:00Z, 01890000-0000-7000-8000-000000000000, day",
        "2026-02-01T00:00:00Z, yesterday, 01890000-0000-7000-8000-000000000000, month",
        "2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z, nobody, tokens"
    })
    void refusesWhatItCannotSumUp(String day, String month, String tokens, String field) {
        spend(day, month, tokens).then().statusCode(400).body(containsString(field));
    }

    @Test
    void answersGatewaysAlone() {
        Logs.reader().get("/internal/v1/spend").then().statusCode(401);
    }

    private static void assertPart(JsonNode part, List<RequestRecord> records, Instant from) {
        BigDecimal cost = BigDecimal.ZERO;
        long tokens = 0;
        for (RequestRecord record : records.subList(0, records.size() - 1)) {
            if (!record.createdAt().isBefore(from)
                    && record.usage() != null
                    && record.cost().usd() != null) {
                cost = cost.add(record.cost().usd());
                tokens += record.usage().total();
            }
        }
        assertThat(part.path("cost_usd").decimalValue()).isEqualByComparingTo(cost);
        assertThat(part.path("tokens").asLong()).isEqualTo(tokens);
        assertThat(part.path("unpriced_tokens").asLong()).isZero();
    }

    private JsonNode row(Response answer) {
        try {
            JsonNode data = Json.MAPPER
                    .readTree(answer.then().statusCode(200).extract().asByteArray())
                    .path("data");
            assertThat(data.size()).isEqualTo(1);
            assertThat(data.get(0).path("token_id").asText()).isEqualTo(token.toString());
            return data.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response spend(String day, String month, String tokens) {
        return Logs.gateway()
                .queryParam("day", day)
                .queryParam("month", month)
                .queryParam("tokens", tokens)
                .get("/internal/v1/spend");
    }
}
