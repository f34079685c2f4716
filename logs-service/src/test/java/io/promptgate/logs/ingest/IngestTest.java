package io.promptgate.logs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class IngestTest {
    private final UUID project = UuidV7.next();

    @Inject
    InFlight room;

    @Test
    void keepsEveryFactOfARecord() {
        // Given
        Sample sample = new Sample(project).token(UuidV7.next(), "web app").used(12, 3, "0.000000123");
        sample.took(250, 40L).failed(502, "upstream_error", "no\r\nroute");
        RequestRecord record = sample.record();

        // When
        Logs.keep(List.of(record));

        // Then
        byte[] expected = Logs.lines(List.of(record));
        byte[] kept =
                Logs.one(project, record.id()).then().statusCode(200).extract().asByteArray();
        assertThat(new String(kept, StandardCharsets.UTF_8))
                .isEqualTo(new String(expected, StandardCharsets.UTF_8).strip());
    }

    @Test
    void keepsThePriceRowAndWhatEachAttemptUsedAndCost() {
        // Given
        Sample sample = new Sample(project);
        sample.usage = Usage.of(1_000, 500);
        sample.price = new Price(
                Rates.of(new BigDecimal("0.150"), new BigDecimal("0.6")),
                List.of(new Tier(200_000, Rates.of(BigDecimal.ONE, BigDecimal.TWO))),
                "override:42:groq:llama-3.1-8b-instant");
        RequestRecord record = sample.record();

        // When
        Logs.keep(List.of(record));

        // Then
        byte[] kept =
                Logs.one(project, record.id()).then().statusCode(200).extract().asByteArray();
        assertThat(new String(kept, StandardCharsets.UTF_8))
                .isEqualTo(new String(Logs.lines(List.of(record)), StandardCharsets.UTF_8).strip())
                .contains("\"usage\":{\"prompt_tokens\":1000", "\"tiers\":[{\"above\":200000", "\"input\":0.150");
    }

    @Test
    void keepsARecordOnceHoweverOftenItComes() {
        // Given
        RequestRecord first = new Sample(project).record();
        RequestRecord second = new Sample(project).record();
        Logs.keep(List.of(first));

        // When
        Logs.send(Logs.lines(List.of(first, second, second, first)))
                .then()
                // Then
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("duplicates", equalTo(3))
                .body("rejected", empty());
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void keepsTheFirstOfTwoRecordsOfOneId() {
        // Given
        Sample sample = new Sample(project);
        Logs.keep(List.of(sample.record()));

        // When
        sample.provider = "openai";
        sample.json("{\"late\":true}", null);
        Logs.send(Logs.lines(List.of(sample.record()))).then().body("duplicates", equalTo(1));

        // Then
        JsonPath kept = Logs.one(project, sample.id).jsonPath();
        assertThat(kept.getString("provider")).isEqualTo("groq");
        assertThat(kept.getString("request_body")).isNull();
    }

    @Test
    void keepsEachRecordOnceWhenManyCallsSendTheSame() throws Exception {
        // Given
        List<RequestRecord> records = Stream.generate(
                        () -> new Sample(project).json("{}", "[]").record())
                .limit(200)
                .toList();
        List<Future<JsonPath>> replies = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                List<RequestRecord> shuffled = new ArrayList<>(records);
                Collections.shuffle(shuffled);
                replies.add(threads.submit(() -> Logs.send(Logs.lines(shuffled))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()));
            }
        }

        // Then
        int accepted = 0;
        for (Future<JsonPath> reply : replies) {
            accepted += reply.get().getInt("accepted");
        }
        assertThat(accepted).isEqualTo(200);
        assertThat(count()).isEqualTo(200);
    }

    @Test
    void keepsTheGoodLinesAndNamesTheBad() {
        // Given
        RequestRecord first = new Sample(project).record();
        RequestRecord second = new Sample(project).record();
        Sample oldId = new Sample(project);
        oldId.id = UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6");
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        batch.writeBytes("{\"id\":\r\n".getBytes(StandardCharsets.UTF_8));
        batch.writeBytes(Logs.lines(List.of(first)));
        batch.writeBytes("\n  \r\n[1]\n\u001b[31mx\n{\"id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
        batch.writeBytes(Logs.lines(List.of(oldId.record(), second)));

        // When
        Logs.send(batch.toByteArray())
                .then()
                // Then
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("duplicates", equalTo(0))
                .body("rejected.line", contains(1, 5, 6, 7, 8))
                .body("rejected[1].error", equalTo("a record is a JSON object"))
                .body("rejected[4].error", equalTo("id is no UUID of version 7"));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void takesALineWithoutNewlineAndAnEmptyBatch() {
        // Given
        byte[] line = new String(Logs.lines(List.of(new Sample(project).record())), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);

        // Then
        Logs.send(line).then().statusCode(200).body("accepted", equalTo(1));
        Logs.send(new byte[0])
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected", empty());
    }

    @Test
    void keepsTextThatPostgresCannotKeepAsItIs() {
        // Given
        Sample nul = new Sample(project).by("gr\u0000oq", "m\ud800", "a\udc00").failed(502, "c\u0000", "\u0000!");
        nul.token(UuidV7.next(), "t\u0000");
        nul.endpoint = "\u0000";
        nul.request = Body.text("a\u0000b\ud83d\ude00".getBytes(StandardCharsets.UTF_8), true);
        nul.response = Body.json("{\"a\":\"\\u0000 \\ud800\"}".getBytes(StandardCharsets.UTF_8));

        // When
        Logs.keep(List.of(nul.record(), new Sample(project).record()));

        // Then
        JsonPath kept = Logs.one(project, nul.id).jsonPath();
        assertThat(kept.getString("provider")).isEqualTo("gr\u2400oq");
        assertThat(kept.getString("model")).isEqualTo("m?");
        assertThat(kept.getString("alias")).isEqualTo("a?");
        assertThat(kept.getString("attempts[0].provider")).isEqualTo("gr\u2400oq");
        assertThat(kept.getString("attempts[0].model")).isEqualTo("m\uFFFD");
        assertThat(kept.getString("error_message")).isEqualTo("\u2400!");
        assertThat(kept.getString("request_body")).isEqualTo("a\u2400b\ud83d\ude00");
        assertThat(kept.getBoolean("request_body_truncated")).isTrue();
        assertThat(Logs.one(project, nul.id).asString()).contains("\"response_body\":{\"a\":\"\\u0000 \\ud800\"}");
        Logs.reader()
                .queryParam("q", "provider:gr\u0000oq \"a\u0000b\"")
                .get(Logs.requests(project))
                .then()
                .body("data", hasSize(1));
    }

    @Test
    void keepsNamesOfAnyLength() {
        // Given
        String endless = "x".repeat(100_000);
        Sample sample = new Sample(project).by(endless, endless, endless).token(UuidV7.next(), endless);
        sample.failed(502, endless, endless);

        // When
        Logs.keep(List.of(sample.record()));

        // Then
        JsonPath kept = Logs.one(project, sample.id).jsonPath();
        assertThat(kept.getString("model")).hasSize(300).endsWith("x…");
        assertThat(kept.getString("error_message")).hasSize(4_000);
    }

    @Test
    void keepsBigBodiesByteForByte() {
        // Given
        String big = "{\"text\":\"" + "é\\n漢 ".repeat(700_000) + "\"}";
        Sample sample = new Sample(project).json(big, "{\"ok\":  true}");

        // When
        Logs.keep(List.of(sample.record()));

        // Then
        byte[] kept = Logs.one(project, sample.id).asByteArray();
        String expected = "\"request_body\":" + big + ",\"response_body\":{\"ok\":  true}}";
        assertThat(new String(kept, StandardCharsets.UTF_8).endsWith(expected)).isTrue();
    }

    @Test
    void refusesCostsThatAreNoMoney() {
        // Given
        Sample huge = new Sample(project);
        huge.cost = new BigDecimal("1e999999999");
        Sample tiny = new Sample(project);
        tiny.cost = new BigDecimal("1e-1000");
        byte[] batch = Stream.of(huge, tiny)
                .map(s -> new String(Logs.lines(List.of(withCost(s, "1"))), StandardCharsets.UTF_8)
                        .replace("\"cost_usd\":1,", "\"cost_usd\":" + s.cost + ","))
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);

        // When
        Logs.send(batch)
                .then()
                // Then
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected.error", contains("cost_usd is out of bounds", "cost_usd is out of bounds"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"attempts\":[{\"cost_usd\":1e-20000}]|an attempt's cost_usd is out of bounds",
                "\"attempts\":[{\"cost_usd\":1e140000}]|an attempt's cost_usd is out of bounds",
                "\"price\":{\"input\":1e-20000,\"output\":1}|the price's input is out of bounds",
                "\"price\":{\"input\":1,\"output\":1,\"tiers\":[{\"above\":1,\"input\":1,\"output\":1e-20000}]}"
                        + "|the price's output is out of bounds",
            })
    void refusesFiguresThatNoStoreCanHoldWhereverTheyStand(String member, String error) {
        // Given
        UUID id = UuidV7.next();
        String line = "{\"id\":\"" + id + "\",\"created_at\":\"2026-11-22T12:00:00.123Z\",\"project_uuid\":\"" + project
                + "\"," + member + "}\n";

        // When
        Logs.send(line.getBytes(StandardCharsets.UTF_8))
                .then()
                // Then
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected.error", contains(error));
    }

    @Test
    void countsWhatItTook() {
        // Given
        RequestRecord record = new Sample(project).record();
        Logs.keep(List.of(record));

        // When
        Logs.send(Logs.lines(List.of(record)));

        // Then
        String metrics = Logs.management("/q/metrics").asString();
        assertThat(metrics)
                .containsPattern("promptgate_logs_ingested_total [1-9]")
                .containsPattern("promptgate_logs_duplicates_total [1-9]")
                .contains("promptgate_logs_rejected_total ")
                .containsPattern("promptgate_logs_batch_seconds_count [1-9]");
    }

    @Test
    void refusesTooManyRecords() {
        // Given
        byte[] batch = "x\n".repeat(20_001).getBytes(StandardCharsets.UTF_8);

        // When
        Logs.send(batch)
                .then()
                // Then
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", equalTo("A batch has at most 20000 records."));
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        // When
        String answer = RawCall.announce(Logs.SERVICE_KEY, 64 * 1024 * 1024 + 1);

        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("larger than this service takes");
    }

    @Test
    void refusesAWrongKeyBeforeItReadsTheBody() {
        // When
        String answer = RawCall.announce("not-the-service-key", 1024 * 1024);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 401 ").containsIgnoringCase("content-type: application/problem+json");
    }

    @Test
    void hasRoomAgainAfterGatewaysThatWentAway() {
        // Given: together far more than there is room for
        for (int i = 0; i < 20; i++) {
            RawCall.abandon(Logs.SERVICE_KEY, 60 * 1024 * 1024);
        }

        // Then
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(room.bytes()).isZero());
        Logs.keep(List.of(new Sample(project).record()));
    }

    private static RequestRecord withCost(Sample sample, String usd) {
        BigDecimal own = sample.cost;
        sample.cost = new BigDecimal(usd);
        RequestRecord record = sample.record();
        sample.cost = own;
        return record;
    }

    private int count() {
        return Logs.reader()
                .queryParam("limit", 500)
                .get(Logs.requests(project))
                .jsonPath()
                .getList("data")
                .size();
    }
}
