package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OpenAiMockTest {
    private static final StubUpstream STUB = StubUpstream.start();
    private static final Caller CALLER = new Caller(STUB);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":\
            {"city":{"type":"string"},"days":{"type":"integer"}}}}},\
            {"type":"function","function":{"name":"time","parameters":{"type":"object"}}}]""";

    @AfterAll
    static void stop() {
        CALLER.close();
        STUB.close();
    }

    @Test
    void answersTheLastUserMessageWhole() throws Exception {
        // When
        JsonNode reply = chat("{\"model\":\"gpt-4o-mini\",\"messages\":[" + user("Grüße 👋") + "]}");

        // Then
        assertThat(reply.path("object").textValue()).isEqualTo("chat.completion");
        assertThat(reply.path("id").textValue()).matches("chatcmpl-[A-Za-z0-9]{29}");
        assertThat(reply.path("model").textValue()).isEqualTo("gpt-4o-mini");
        assertThat(reply.at("/choices/0/message/content").textValue()).endsWith("You said: Grüße 👋");
        assertThat(reply.at("/choices/0/finish_reason").textValue()).isEqualTo("stop");
        assertThat(reply.at("/usage/total_tokens").intValue())
                .isEqualTo(reply.at("/usage/prompt_tokens").intValue()
                        + reply.at("/usage/completion_tokens").intValue());
    }

    @Test
    void countsMoreForMore() throws Exception {
        // When
        JsonNode few = chat("{\"model\":\"m\",\"messages\":[" + user("a") + "]}");
        JsonNode many = chat("{\"model\":\"m\",\"messages\":[" + user("a ".repeat(100)) + "]}");

        // Then
        assertThat(many.at("/usage/prompt_tokens").intValue())
                .isGreaterThan(few.at("/usage/prompt_tokens").intValue());
        assertThat(many.at("/usage/completion_tokens").intValue())
                .isGreaterThan(few.at("/usage/completion_tokens").intValue());
    }

    @Test
    void streamsWithoutUsageUnlessAsked() throws Exception {
        // When
        List<JsonNode> chunks = stream("{\"model\":\"m\",\"stream\":true,\"messages\":[" + user("hi") + "]}");

        // Then
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.has("usage")).isFalse();
            assertThat(chunk.path("choices")).hasSize(1);
            assertThat(chunk.path("object").textValue()).isEqualTo("chat.completion.chunk");
        });
        assertThat(chunks.getFirst().at("/choices/0/delta/role").textValue()).isEqualTo("assistant");
        assertThat(text(chunks)).isEqualTo("This is m, a mock. You said: hi");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").textValue()).isEqualTo("stop");
    }

    @Test
    void endsTheStreamWithAUsageChunkWithoutChoicesIfAsked() throws Exception {
        // When
        List<JsonNode> chunks = stream("{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[" + user("hi") + "]}");

        // Then
        JsonNode last = chunks.getLast();
        assertThat(last.path("choices").isArray()).isTrue();
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").intValue()).isPositive();
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(chunk -> assertThat(chunk.get("usage").isNull()).isTrue());
    }

    @Test
    void callsToolsWhereToolChoiceDemandsThem() throws Exception {
        // When
        JsonNode required =
                chat("{\"model\":\"m\"," + TOOLS + ",\"tool_choice\":\"required\",\"messages\":[" + user("x") + "]}");
        JsonNode named = chat("{\"model\":\"m\"," + TOOLS
                + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}},\"messages\":["
                + user("x") + "]}");

        // Then
        assertThat(required.at("/choices/0/message/tool_calls")).hasSize(2);
        assertThat(required.at("/choices/0/finish_reason").textValue()).isEqualTo("tool_calls");
        JsonNode call = named.at("/choices/0/message/tool_calls/0/function");
        assertThat(call.path("name").textValue()).isEqualTo("weather");
        assertThat(JSON.readTree(call.path("arguments").textValue())
                        .path("days")
                        .isInt())
                .isTrue();
        assertThat(named.at("/choices/0/message/content").isNull()).isTrue();
    }

    @Test
    void streamsToolCallsInPieces() throws Exception {
        // When
        List<JsonNode> chunks = stream("{\"model\":\"m\",\"stream\":true," + TOOLS
                + ",\"tool_choice\":\"required\",\"messages\":[" + user("x") + "]}");

        // Then
        StringBuilder arguments = new StringBuilder();
        for (JsonNode chunk : chunks) {
            JsonNode call = chunk.at("/choices/0/delta/tool_calls/0");
            if (call.path("index").asInt(-1) == 0) {
                arguments.append(call.at("/function/arguments").asText());
            }
        }
        assertThat(JSON.readTree(arguments.toString()).path("city").textValue()).isEqualTo("mock");
    }

    @Test
    void obeysBoundAndFormat() throws Exception {
        // When
        JsonNode cut = chat("{\"model\":\"m\",\"max_tokens\":3,\"messages\":[" + user("hi") + "]}");
        JsonNode formed = chat("{\"model\":\"m\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                + "{\"schema\":{\"type\":\"object\",\"properties\":{\"ok\":{\"type\":\"boolean\"},\"list\":"
                + "{\"type\":\"array\",\"items\":{\"enum\":[\"a\",\"b\"]}}}}}},\"messages\":[" + user("hi") + "]}");

        // Then
        assertThat(cut.at("/choices/0/message/content").textValue()).isEqualTo("This is m,");
        assertThat(cut.at("/choices/0/finish_reason").textValue()).isEqualTo("length");
        assertThat(cut.at("/usage/completion_tokens").intValue()).isEqualTo(3);
        assertThat(JSON.readTree(formed.at("/choices/0/message/content").textValue()))
                .isEqualTo(JSON.readTree("{\"ok\":true,\"list\":[\"a\"]}"));
    }

    @Test
    void refusesWithTheProvidersOwnBodies() throws Exception {
        // When
        HttpResponse<String> noKey = CALLER.send(
                CALLER.post("/groq/openai/v1/chat/completions", "{}").build());
        HttpResponse<String> notJson = CALLER.openAi("{");
        HttpResponse<String> noModel = CALLER.openAi("{}");
        HttpResponse<String> elsewhere =
                CALLER.send(CALLER.post("/openai/v1/nowhere", "{}").build());

        // Then
        assertThat(noKey.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(noKey.body()).at("/error/message").textValue())
                .startsWith("You didn't provide an API key.");
        assertThat(notJson.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(noModel.body()).at("/error/type").textValue()).isEqualTo("invalid_request_error");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
    }

    @Test
    void embedsAndListsModels() throws Exception {
        // When
        HttpResponse<String> embedded = CALLER.send(
                CALLER.post("/openai/v1/embeddings", "{\"model\":\"e\",\"input\":[\"a\",\"b\"],\"dimensions\":4}")
                        .header("authorization", "Bearer k")
                        .build());
        HttpResponse<String> base64 = CALLER.send(
                CALLER.post("/openai/v1/embeddings", "{\"model\":\"e\",\"input\":\"a\",\"encoding_format\":\"base64\"}")
                        .header("authorization", "Bearer k")
                        .build());
        HttpResponse<String> models = CALLER.send(HttpRequest.newBuilder(URI.create(STUB.url("/openai/v1/models")))
                .header("authorization", "Bearer k")
                .build());

        // Then
        assertThat(JSON.readTree(embedded.body()).at("/data/1/embedding")).hasSize(4);
        assertThat(JSON.readTree(base64.body()).at("/data/0/embedding").binaryValue())
                .hasSize(1536 * 4);
        assertThat(JSON.readTree(models.body()).at("/data/0/object").textValue())
                .isEqualTo("model");
    }

    private static JsonNode chat(String body) throws Exception {
        HttpResponse<String> response = CALLER.openAi(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return JSON.readTree(response.body());
    }

    private static List<JsonNode> stream(String body) throws Exception {
        HttpResponse<String> response = CALLER.openAi(body);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        return SseText.dataBeforeDone(response.body());
    }

    private static String text(List<JsonNode> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText()));
        return text.toString();
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }
}
