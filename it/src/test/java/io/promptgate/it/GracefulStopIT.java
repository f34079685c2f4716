package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.testkit.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway is told to stop while streams run: they come to their end, or to a clean one, and all are recorded. */
class GracefulStopIT {
    private static final int STREAMS = 200;
    private static final Duration GAP = Duration.ofMillis(20);
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final String CHUNK = """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"word "},"finish_reason":null}]}

            """;
    private static final String FINISH = """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            """;
    private static final String DONE = "data: [DONE]\n\n";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void streamsUnderWayAreLetFinishAndRecorded() {
        try (Suite suite = Suite.start("stop")) {
            letFinish(suite);
        }
    }

    private void letFinish(Suite suite) {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-stop-key", "sk-ant-stop-key", "gsk-stop-key");
        String token = recipe.token("stop").path("token").asText();
        List<CompletableFuture<HttpResponse<String>>> streams = start(suite, recipe, token, 200);

        // When
        suite.gateway().stop();

        // Then
        for (CompletableFuture<HttpResponse<String>> stream : streams) {
            HttpResponse<String> answer = stream.join();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).endsWith(DONE).doesNotContain("error");
        }
        assertThat(records(recipe)).hasSize(STREAMS).allSatisfy(row -> {
            assertThat(row.path("status").asText()).isEqualTo("ok");
            assertThat(row.path("ended").asText()).isEqualTo("complete");
        });
    }

    @Test
    void streamsThatTakeTooLongEndWithOneErrorEventAndAreRecorded() {
        try (Suite suite = Suite.start("cut", Map.of("PROMPTGATE_DRAIN_TIMEOUT", "1s"))) {
            cut(suite);
        }
    }

    private void cut(Suite suite) {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-cut-key", "sk-ant-cut-key", "gsk-cut-key");
        String token = recipe.token("cut").path("token").asText();
        List<CompletableFuture<HttpResponse<String>>> streams = start(suite, recipe, token, 3_000);

        // When
        suite.gateway().stop();

        // Then
        for (CompletableFuture<HttpResponse<String>> stream : streams) {
            String body = stream.join().body();
            assertThat(body).doesNotContain("\"stop\"").containsOnlyOnce("\"overloaded\"");
            assertThat(body.substring(body.lastIndexOf("data: "))).contains("This gateway is stopping");
        }
        assertThat(records(recipe)).hasSize(STREAMS).allSatisfy(row -> {
            assertThat(row.path("error_code").asText()).isEqualTo("overloaded");
            assertThat(row.path("completion_tokens").asLong()).isPositive();
        });
    }

    /** Streams of so many events; returns when all of them run. */
    private List<CompletableFuture<HttpResponse<String>>> start(Suite suite, Recipe recipe, String token, int events) {
        List<String> chunks = Stream.concat(Stream.generate(() -> CHUNK).limit(events), Stream.of(FINISH, DONE))
                .toList();
        suite.stub().always("/groq", Reply.sse(chunks).gap(GAP));
        HttpRequest request = HttpRequest.newBuilder(URI.create(suite.baseUrl(recipe.project()) + "/chat/completions"))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"model":"fast","stream":true,"messages":[{"role":"user","content":"go on"}]}"""))
                .build();
        List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        await().atMost(WAIT).until(() -> suite.stub().count("/groq") == STREAMS);
        return streams;
    }

    private static List<JsonNode> records(Recipe recipe) {
        await().atMost(WAIT).until(() -> recipe.allRows("").size() >= STREAMS);
        return recipe.allRows("");
    }
}
