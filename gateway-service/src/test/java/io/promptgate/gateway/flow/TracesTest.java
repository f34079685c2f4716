package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans as a collector gets them by OTLP over HTTP. */
final class TracesTest {
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private final Queue<JsonNode> exports = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    TracesTest() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        collector.createContext("/v1/traces", exchange -> {
            try (exchange) {
                assertThat(exchange.getRequestHeaders().getFirst("content-type"))
                        .isEqualTo("application/json");
                exports.add(Json.MAPPER.readTree(exchange.getRequestBody()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void makesOneSpanOfTheRequestAndOneOfEachAttemptInTheClientsTrace() {
        try (TestGateway gateway = traced()) {
            // When
            Got got = gateway.api().chat(Api.ask("fast"), "traceparent", "00-" + TRACE + "-" + PARENT + "-01");

            // Then
            RequestRecord record = gateway.logs().await(got.id());
            List<JsonNode> spans = await(2);
            JsonNode request = spans.getFirst();
            JsonNode attempt = spans.getLast();
            assertThat(request.path("traceId").asText()).isEqualTo(TRACE);
            assertThat(request.path("parentSpanId").asText()).isEqualTo(PARENT);
            assertThat(request.path("name").asText()).isEqualTo("chat fast");
            assertThat(request.path("kind").asInt()).isEqualTo(2);
            assertThat(attributes(request))
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "groq")
                    .containsEntry("gen_ai.request.model", "fast")
                    .containsEntry("gen_ai.response.model", "llama-3.1-8b-instant")
                    .containsEntry("http.response.status_code", "200")
                    .containsEntry("promptgate.request.id", record.id().toString())
                    .containsKeys(
                            "gen_ai.usage.input_tokens",
                            "gen_ai.usage.output_tokens",
                            "gen_ai.usage.cache_read.input_tokens",
                            "gen_ai.usage.cache_creation.input_tokens",
                            "gen_ai.usage.reasoning.output_tokens")
                    .doesNotContainKey("error.type");
            assertThat(attempt.path("traceId").asText()).isEqualTo(TRACE);
            assertThat(attempt.path("parentSpanId")).isEqualTo(request.path("spanId"));
            assertThat(attempt.path("kind").asInt()).isEqualTo(3);
            assertThat(attributes(attempt))
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("gen_ai.request.model", "llama-3.1-8b-instant");
            assertThat(nanos(request, "startTimeUnixNano"))
                    .isEqualTo(record.createdAt().toEpochMilli() * 1_000_000
                            + nanos(request, "startTimeUnixNano") % 1_000_000);
            assertThat(nanos(request, "endTimeUnixNano") - nanos(request, "startTimeUnixNano"))
                    .isEqualTo(record.timing().latencyMs() * 1_000_000);
        }
    }

    @Test
    void tellsOfFailuresAndHasATraceOfItsOwnWithoutTheClients() {
        try (TestGateway gateway = traced()) {
            // Given
            gateway.upstream().next(Reply.openAiError(400, "bad " + TestGateway.GROQ_KEY));

            // When
            Got got = gateway.api().chat(Api.ask("fast"), "traceparent", "00-nonsense");

            // Then
            List<JsonNode> spans = await(2);
            for (JsonNode span : spans) {
                assertThat(span.path("traceId").asText())
                        .isEqualTo(got.id().toString().replace("-", ""));
                assertThat(span.path("status").path("code").asInt()).isEqualTo(2);
                assertThat(attributes(span)).containsKey("error.type");
                assertThat(span.toString()).doesNotContain(TestGateway.GROQ_KEY);
            }
            assertThat(spans.getFirst().has("parentSpanId")).isFalse();
        }
    }

    @Test
    void leavesOutWhatTheClientDoesNotSample() {
        try (TestGateway gateway = traced()) {
            // When
            gateway.api().chat(Api.ask("fast"), "traceparent", "00-" + TRACE + "-" + PARENT + "-00");
            gateway.api().chat(Api.ask("smart"));

            // Then
            assertThat(await(2).getFirst().path("name").asText()).isEqualTo("chat smart");
        }
        assertThat(spans()).hasSize(2);
    }

    @Test
    void tellsTheProviderOfTheAttemptsSpanWhereThatIsWanted() {
        try (TestGateway gateway = traced("promptgate.traces.forward", "true")) {
            // When
            gateway.api().chat(Api.ask("fast"), "traceparent", "00-" + TRACE + "-" + PARENT + "-01");

            // Then
            JsonNode attempt = await(2).getLast();
            assertThat(gateway.upstream().last().headers().get("traceparent"))
                    .containsExactly(
                            "00-" + TRACE + "-" + attempt.path("spanId").asText() + "-01");
            assertThat(attempt.path("spanId").asText()).isNotEqualTo(PARENT);
        }
    }

    @Test
    void passesTheClientsOwnTraceOnWithoutACollector() {
        try (TestGateway gateway = TestGateway.start(Map.of("promptgate.traces.forward", "true"))) {
            // When
            gateway.api().chat(Api.ask("fast"), "traceparent", "00-" + TRACE + "-" + PARENT + "-00");

            // Then
            assertThat(gateway.upstream().last().headers().get("traceparent"))
                    .containsExactly("00-" + TRACE + "-" + PARENT + "-00");

            // When: one that is none
            gateway.api().chat(Api.ask("fast"), "traceparent", "00-nonsense");

            // Then
            assertThat(gateway.upstream().last().headers()).doesNotContainKey("traceparent");
        }
    }

    @Test
    void tellsTheProviderNothingUnlessThatIsWanted() {
        try (TestGateway gateway = traced()) {
            gateway.api().chat(Api.ask("fast"), "traceparent", "00-" + TRACE + "-" + PARENT + "-01");
            assertThat(gateway.upstream().last().headers()).doesNotContainKey("traceparent");
        }
    }

    @Test
    void sendsTheLastSpansAtTheStop() {
        // When
        try (TestGateway gateway = traced("promptgate.traces.linger", "1m")) {
            gateway.api().chat(Api.ask("fast"));
            gateway.settled();
        }

        // Then
        assertThat(spans()).hasSize(2);
    }

    @Test
    void isOffUnlessACollectorIsSet() {
        try (TestGateway gateway = TestGateway.start()) {
            gateway.api().chat(Api.ask("fast"));
            gateway.settled();
            assertThat(gateway.metrics().counter("promptgate.traces.sent").count())
                    .isZero();
        }
        assertThat(exports).isEmpty();
    }

    @Test
    void countsWhatACollectorThatIsAwayDidNotTake() {
        collector.stop(0);
        try (TestGateway gateway = traced()) {
            gateway.api().chat(Api.ask("fast"));
            Awaited.until(
                    SHORT,
                    () -> gateway.metrics().counter("promptgate.traces.failed").count() == 1);
        }
    }

    private TestGateway traced(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "promptgate.traces.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces",
                "promptgate.traces.linger",
                "5ms"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return TestGateway.start(settings);
    }

    private List<JsonNode> await(int count) {
        Awaited.until(SHORT, () -> spans().size() >= count);
        return spans();
    }

    private List<JsonNode> spans() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode export : exports) {
            export.path("resourceSpans")
                    .path(0)
                    .path("scopeSpans")
                    .path(0)
                    .path("spans")
                    .forEach(all::add);
        }
        return all;
    }

    private static long nanos(JsonNode span, String field) {
        return Long.parseLong(span.path(field).asText());
    }

    private static Map<String, String> attributes(JsonNode span) {
        Map<String, String> attributes = new HashMap<>();
        for (JsonNode one : span.path("attributes")) {
            JsonNode value = one.path("value");
            attributes.put(
                    one.path("key").asText(),
                    value.path("stringValue").asText(value.path("intValue").asText()));
        }
        return attributes;
    }
}
