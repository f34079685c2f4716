package io.promptgate.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

    @Test
    void readsBackEveryMember() throws IOException {
        // Given
        RequestRecord record = Records.full(null, null);

        // When
        RequestRecord again = read(write(record));

        // Then
        assertThat(again).isEqualTo(record);
    }

    @Test
    void readsBackARecordOfFewMembers() throws IOException {
        // Given
        RequestRecord record = Records.sparse();

        // When
        RequestRecord again = read(write(record));

        // Then
        assertThat(again).isEqualTo(record);
    }

    @Test
    void writesOneFlatObjectOnOneLine() throws IOException {
        // When
        byte[] line = write(Records.full(Records.json("{\"a\":1}"), Records.text("plain\ntext", true)));

        // Then
        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode json = Json.MAPPER.readTree(line);
        assertThat(json.path("status").asText()).isEqualTo("error");
        assertThat(json.path("created_at").asText()).isEqualTo("2026-11-22T12:00:00.123Z");
        assertThat(json.path("cost_usd").asText()).isEqualTo("1.23E-7");
        assertThat(new String(line, StandardCharsets.UTF_8)).contains("\"cost_usd\":0.000000123,");
        assertThat(json.at("/attempts/1/cost_usd").asText()).isEqualTo("1.23E-7");
        assertThat(json.at("/attempts/1/usage/prompt_tokens").asLong()).isEqualTo(70);
        assertThat(json.at("/attempts/0").has("cost_usd")).isFalse();
        assertThat(json.at("/price/cached_input").decimalValue()).isEqualByComparingTo("0.005");
        assertThat(json.at("/price/source").asText())
                .isEqualTo(json.path("price_source").asText());
        assertThat(json.path("surface").asText()).isEqualTo("gateway");
        assertThat(json.path("ended").asText()).isEqualTo("upstream_cut");
        assertThat(json.path("attempts").size()).isEqualTo(2);
        assertThat(json.path("response_body_truncated").asBoolean()).isTrue();
        assertThat(json.has("request_body_truncated")).isFalse();
    }

    static List<String> oddJson() {
        return List.of(
                "{}",
                "[]",
                "[1,2,{\"a\":null}]",
                "{ \"model\" : \"fast\" ,\t\"b\":1.0 }",
                "{\"n\":123456789012345678901234567890.10e+400,\"m\":1E400,\"z\":-0.0}",
                "{\"b\":1,\"a\":2,\"b\":3}",
                "{\"esc\":\"\\u0000 \\ud800 \\/ \\n\",\"id\":\"not the record's\",\"request_body\":{}}",
                "{\"é\":\"漢字 \uD83D\uDE00 \u2028\"}",
                "{\"" + "k".repeat(60_000) + "\":\"" + "v".repeat(200_000) + "\"}",
                "{\"d\":" + "[".repeat(900) + "]".repeat(900) + "}");
    }

    @ParameterizedTest
    @MethodSource("oddJson")
    void keepsAJsonBodyByteForByte(String body) throws IOException {
        // When
        RequestRecord again = read(write(Records.full(Records.json(body), Records.json(body))));

        // Then
        assertBody(again.requestBody(), body, true, false);
        assertBody(again.responseBody(), body, true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "<html>\r\n</html>", "\u0000\u0001\u001b[31m", "{\"cut\":", "null", "é漢\uD83D\uDE00"})
    void keepsATextBody(String body) throws IOException {
        // When
        RequestRecord again = read(write(Records.full(Records.text(body, false), Records.text(body, true))));

        // Then
        assertBody(again.requestBody(), body, false, false);
        assertBody(again.responseBody(), body, false, true);
    }

    @Test
    void keepsATextBodyThatIsNoUtf8Readable() throws IOException {
        // Given
        Body torn = Body.text(new byte[] {'a', (byte) 0xC3, 'b', (byte) 0xFF}, true);

        // When
        RequestRecord again = read(write(Records.full(torn, null)));

        // Then
        assertBody(again.requestBody(), "a\uFFFDb\uFFFD", false, true);
    }

    @Test
    void marksHalfASurrogatePair() throws IOException {
        // Given
        RequestRecord.Asked asked =
                new RequestRecord.Asked(Surface.WRAPPER, null, "a\ud800b", "\udc00\ud83d\ude00", false);
        RequestRecord record = with(Records.sparse(), asked);

        // When
        RequestRecord again = read(write(record));

        // Then
        assertThat(again.asked().requestedModel()).isEqualTo("a?b");
        assertThat(again.asked().alias()).isEqualTo("?\ud83d\ude00");
    }

    @Test
    void readsARecordInTheMidstOfABatch() throws IOException {
        // Given
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        RecordCodec.write(Records.full(Records.json("{\"n\":1}"), null), batch);
        int start = batch.size();
        RequestRecord second = Records.full(Records.json("{\"n\":2}"), Records.text("é", false));
        RecordCodec.write(second, batch);

        // When
        RequestRecord again = RecordCodec.read(batch.toByteArray(), start, batch.size() - start);

        // Then
        assertThat(again.id()).isEqualTo(second.id());
        assertBody(again.requestBody(), "{\"n\":2}", true, false);
        assertBody(again.responseBody(), "é", false, false);
    }

    @Test
    void passesOverMembersThatALaterVersionAdds() throws IOException {
        // Given
        RequestRecord record = Records.sparse();
        String line = new String(write(record), StandardCharsets.UTF_8);
        String newer = line.replaceFirst("\\{", "{\"guardrail\":{\"id\":[1,{\"x\":2}]},\"score\":1.5,\"env\":null,");

        // When
        RequestRecord again = read(newer.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(again).isEqualTo(record);
    }

    @Test
    void readsALineFromBeforeAttemptsAndPricesWereKept() throws IOException {
        // Given
        String line = "{\"id\":\"0193a8f0-0000-7000-8000-000000000002\",\"created_at\":\"2026-11-22T12:00:00.123Z\","
                + "\"project_uuid\":\"0193a8f0-0000-7000-8000-000000000001\",\"surface\":\"wrapper\",\"stream\":false,"
                + "\"revision\":3,\"attempts\":[{\"provider\":\"groq\",\"model\":\"m\",\"started_at\":"
                + "\"2026-11-22T12:00:00.123Z\",\"latency_ms\":5,\"http_status\":200}],\"http_status\":200,"
                + "\"ended\":\"complete\",\"latency_ms\":7,\"prompt_tokens\":1,\"completion_tokens\":2,"
                + "\"total_tokens\":3,\"cached_tokens\":0,\"cache_write_tokens\":0,\"reasoning_tokens\":0,"
                + "\"usage_estimated\":false,\"cost_usd\":0.5,\"price_source\":\"bundled:d:groq:m\"}\n";

        // When
        RequestRecord record = read(line.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(record.usage()).isEqualTo(Usage.of(1, 2));
        assertThat(record.cost()).isEqualTo(new RequestRecord.Cost(new BigDecimal("0.5"), "bundled:d:groq:m", null));
        Attempt attempt = record.served().attempts().getFirst();
        assertThat(attempt.usage()).isNull();
        assertThat(attempt.costUsd()).isNull();
    }

    @Test
    void keepsAttemptsAndPricesByThemselves() throws IOException {
        // Given
        List<Attempt> attempts = Records.full(null, null).served().attempts();

        // Then
        assertThat(AttemptJson.read(AttemptJson.text(attempts))).isEqualTo(attempts);
        assertThat(PriceJson.read(PriceJson.text(Records.PRICE))).isEqualTo(Records.PRICE);
        assertThatThrownBy(() -> AttemptJson.read("[{\"credential_id\":\"x\"}]"))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|Unexpected end-of-input",
                "nonsense|Unrecognized token",
                "[]|a record is a JSON object",
                "{}|a record needs id, created_at and project_uuid",
                "{\"id\":\"x\"}|bad value",
                "{\"created_at\":\"yesterday\"}|bad value",
                "{\"surface\":\"cellar\"}|bad value",
                "{\"http_status\":\"many\"}|not numeric",
                "{\"http_status\":99999999999}|out of range",
                "{\"env\":{\"id\":1}}|env is no text",
                "{\"alias\":[]}|alias is no text",
                "{\"attempts\":1}|attempts is no array",
                "{\"attempts\":[1]}|an attempt is a JSON object",
                "{\"attempts\":[{\"usage\":3}]}|usage is no object",
                "{\"price\":3}|price is no object",
                "{\"price\":{\"input\":1}}|price has no output",
                "{\"price\":{\"input\":-1,\"output\":1}}|price has input = -1",
                "{\"price\":{\"input\":1,\"output\":1,\"tiers\":{}}}|tiers is no array",
            })
    void refusesWhatIsNoRecord(String line, String message) {
        assertThatThrownBy(() -> read(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesMoreThanOneObject() throws IOException {
        // Given
        String line = new String(write(Records.sparse()), StandardCharsets.UTF_8).strip();

        // When
        assertThatThrownBy(() -> read((line + line).getBytes(StandardCharsets.UTF_8)))
                // Then
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than one");
    }

    @Test
    void takesTheStatusFromTheErrorCode() {
        assertThat(Records.sparse().outcome().ok()).isTrue();
        assertThat(Records.full(null, null).outcome().ok()).isFalse();
        assertThat(RequestRecord.Cost.UNPRICED.usd()).isNull();
        assertThat(new RequestRecord.Cost(BigDecimal.ONE, "x").usd()).isEqualTo(BigDecimal.ONE);
    }

    private static void assertBody(@Nullable Body body, String text, boolean json, boolean truncated) {
        assertThat(body).isNotNull();
        assertThat(body.text()).isEqualTo(text);
        assertThat(body.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(body.json()).isEqualTo(json);
        assertThat(body.truncated()).isEqualTo(truncated);
        assertThat(body).hasToString("Body[" + body.bytes().length + " bytes]");
    }

    private static RequestRecord with(RequestRecord record, RequestRecord.Asked asked) {
        return new RequestRecord(
                record.id(),
                record.parentId(),
                record.createdAt(),
                record.client(),
                asked,
                record.served(),
                record.outcome(),
                record.timing(),
                record.usage(),
                record.cost(),
                record.requestBody(),
                record.responseBody());
    }

    private static byte[] write(RequestRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordCodec.write(record, out);
        return out.toByteArray();
    }

    private static RequestRecord read(byte[] line) throws IOException {
        return RecordCodec.read(line, 0, line.length);
    }
}
