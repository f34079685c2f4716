package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AnthropicMockTest {
    private static final StubUpstream STUB = StubUpstream.start();
    private static final Caller CALLER = new Caller(STUB);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
            + "\"text\":\"hi\"},{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y.png\"}}]}]";
    private static final String TOOLS = "\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\","
            + "\"properties\":{\"city\":{\"type\":\"string\"}}}},{\"name\":\"time\",\"input_schema\":{}}]";

    @AfterAll
    static void stop() {
        CALLER.close();
        STUB.close();
    }

    @Test
    void answersWhole() throws Exception {
        // When
        JsonNode reply = JSON.readTree(CALLER.anthropic("{\"model\":\"claude\",\"max_tokens\":99," + MESSAGES + "}")
                .body());

        // Then
        assertThat(reply.path("type").textValue()).isEqualTo("message");
        assertThat(reply.path("model").textValue()).isEqualTo("claude");
        assertThat(reply.at("/content/0/text").textValue()).isEqualTo("This is claude, a mock. You said: hi");
        assertThat(reply.path("stop_reason").textValue()).isEqualTo("end_turn");
        assertThat(reply.at("/usage/input_tokens").intValue()).isGreaterThan(80);
    }

    @Test
    void streamsEveryEventInItsOrder() throws Exception {
        // When
        List<JsonNode> events = stream("{\"model\":\"claude\",\"max_tokens\":2,\"stream\":true," + MESSAGES + "}");

        // Then
        assertThat(events.stream().map(event -> event.path("type").textValue()))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.get(6).at("/delta/stop_reason").textValue()).isEqualTo("max_tokens");
        assertThat(events.get(6).at("/usage/output_tokens").intValue()).isEqualTo(2);
    }

    @Test
    void thinksFirstWhereThinkingIsOn() throws Exception {
        // When
        List<JsonNode> events = stream("{\"model\":\"claude\",\"max_tokens\":2000,\"stream\":true,"
                + "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}," + MESSAGES + "}");

        // Then
        assertThat(events.get(1).at("/content_block/type").textValue()).isEqualTo("thinking");
        assertThat(events.stream().map(event -> event.at("/delta/type").asText()))
                .contains("thinking_delta", "signature_delta", "text_delta");
        assertThat(events.stream()
                        .filter(event -> event.path("type").asText().equals("content_block_stop"))
                        .map(event -> event.path("index").asInt()))
                .containsExactly(0, 1);
    }

    @Test
    void callsToolsWhereToolChoiceDemandsThem() throws Exception {
        // When
        String request = "{\"model\":\"claude\",\"max_tokens\":2000," + TOOLS;
        JsonNode whole = JSON.readTree(CALLER.anthropic(
                        request + ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"weather\"}," + MESSAGES + "}")
                .body());
        List<JsonNode> events =
                stream(request + ",\"stream\":true,\"tool_choice\":{\"type\":\"any\"}," + MESSAGES + "}");

        // Then
        assertThat(whole.at("/content/0/input/city").textValue()).isEqualTo("mock");
        assertThat(whole.path("stop_reason").textValue()).isEqualTo("tool_use");
        assertThat(events.stream().map(event -> event.at("/content_block/name").asText()))
                .contains("weather", "time");
        StringBuilder input = new StringBuilder();
        events.stream()
                .filter(event -> event.path("index").asInt(-1) == 0)
                .forEach(event -> input.append(event.at("/delta/partial_json").asText()));
        assertThat(input).hasToString("{\"city\":\"mock\"}");
    }

    @Test
    void refusesWithTheProvidersOwnBodies() throws Exception {
        // When
        HttpResponse<String> noKey =
                CALLER.send(CALLER.post("/anthropic/v1/messages", "{}").build());
        HttpResponse<String> noVersion = CALLER.send(CALLER.post("/anthropic/v1/messages", "{}")
                .header("x-api-key", "k")
                .build());
        HttpResponse<String> noBound = CALLER.anthropic("{\"model\":\"claude\"," + MESSAGES + "}");

        // Then
        assertThat(noKey.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(noKey.body()).at("/error/type").textValue()).isEqualTo("authentication_error");
        assertThat(noVersion.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(noBound.body()).at("/error/message").textValue())
                .isEqualTo("max_tokens: Field required");
    }

    private static List<JsonNode> stream(String body) throws Exception {
        HttpResponse<String> response = CALLER.anthropic(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SseText.named(response.body());
    }
}
