package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.testkit.Reply;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways in which clients use a connection. */
final class ConnectionsTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.text("first"), Chunk.FINISH, Chunk.DONE).gap(Duration.ofMillis(30)));
        gateway.upstream().next(Reply.json(200, "{\"choices\":[],\"x\":\"second\"}"));
        int before = gateway.settled();
        String stream = RawClient.chat(gateway, Api.askStream("fast"));
        String whole = RawClient.chat(gateway, Api.ask("cheap"));
        String refused = RawClient.chat(gateway, Api.ask("nobody"));

        // When
        String answers;
        try (RawClient client = RawClient.connect(gateway)) {
            answers = client.send(stream + whole + refused).readUntil("model_not_found");
        }

        // Then
        assertThat(answers).containsSubsequence("first", "[DONE]", "\r\n0\r\n\r\n", "second", "404 Not Found");
        gateway.logs().awaitCount(before + 3);
        assertThat(gateway.settled()).isEqualTo(before + 3);
    }

    @Test
    void streamsToAClientOfHttp10() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.text("old"), Chunk.FINISH, Chunk.DONE));
        String request = RawClient.chat(gateway, Api.askStream("fast")).replaceFirst("HTTP/1.1", "HTTP/1.0");

        // When
        String answer;
        try (RawClient client = RawClient.connect(gateway)) {
            answer = client.send(request).readAll();
        }

        // Then
        assertThat(answer).endsWith("\r\n\r\n" + Chunk.text("old") + Chunk.FINISH + Chunk.DONE);
    }

    @Test
    void closesTheConnectionOfAClientThatAsksForIt() {
        for (String body : List.of(Api.ask("fast"), Api.askStream("fast"), Api.ask("nobody"))) {
            // Given
            String request =
                    RawClient.chat(gateway, body).replaceFirst("Host: gateway", "Host: gateway\r\nConnection: close");

            // When
            try (RawClient client = RawClient.connect(gateway)) {
                String answer = client.send(request).readAll();

                // Then
                assertThat(answer).startsWith("HTTP/1.1 ").containsIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void servesManyStreamsOfOneHttp2Connection() {
        // Given
        String stream = Chunk.ROLE + Chunk.text("x").repeat(50) + Chunk.FINISH + Chunk.DONE;
        gateway.upstream().always("/", Reply.sse(stream).splitEvery(100));
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            send(http).join();

            // When
            List<HttpResponse<String>> answers = IntStream.range(0, 50).mapToObj(_ -> send(http)).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();

            // Then
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.body()).isEqualTo(stream);
            });
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpClient http) {
        byte[] body = Api.askStream("fast").getBytes(StandardCharsets.UTF_8);
        return http.sendAsync(gateway.api().chatRequest(body).build(), HttpResponse.BodyHandlers.ofString());
    }
}
