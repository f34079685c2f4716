package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.testkit.Received;
import io.promptgate.testkit.Reply;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each side has its own headers: neither the client's nor the provider's pass through. */
final class HeadersTest {
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
    void theClientsHeadersStayHere() {
        // Given
        String body = Api.ask("cheap");
        String head = RawClient.chatHead(
                gateway,
                "Content-Length: " + body.length() + "\r\n"
                        + "Content-Type: application/json; charset=utf-8\r\nCookie: session=1\r\n"
                        + "Connection: keep-alive, Authorization, X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\n"
                        + "Proxy-Authorization: Basic eDp5\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: for=1.2.3.4\r\n"
                        + "X-Api-Key: mine\r\nApi-Key: mine\r\nOpenAI-Organization: org-mine\r\nOpenAI-Beta: x\r\n"
                        + "X-Stainless-Lang: java\r\nAccept-Encoding: gzip\r\nAccept: */*\r\nX-Request-Id: mine\r\n"
                        + "User-Agent: mine\r\nReferer: http://mine\r\nX-Custom: mine\r\nOrigin: http://mine\r\n");

        // When
        try (RawClient client = RawClient.connect(gateway)) {
            client.send(head + body).readUntil("200 OK");
        }

        // Then
        Received received = gateway.upstream().last();
        assertThat(received.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrder(
                        "host", "content-type", "user-agent", "accept-encoding", "authorization", "content-length");
        assertThat(received.headers().get("authorization")).containsExactly("Bearer " + TestGateway.OPENAI_KEY);
        assertThat(received.header("content-type")).hasValue("application/json");
        assertThat(received.header("user-agent")).hasValue("promptgate");
    }

    @ParameterizedTest
    @CsvSource({
        "openai:m, authorization, Bearer " + TestGateway.OPENAI_KEY,
        "groq:m, authorization, Bearer " + TestGateway.GROQ_KEY,
        "mistral:m, authorization, Bearer key-of-mistral-0123456789",
        "anthropic:claude-x, x-api-key, key-of-anthropic-0123456789"
    })
    void eachProviderGetsItsOwnKeyItsOwnWay(String model, String header, String value) {
        // When
        gateway.api().chat(Api.ask(model));

        // Then
        Received received = gateway.upstream().last();
        assertThat(received.header(header)).hasValue(value);
        assertThat(received.headers().containsKey("authorization")
                        && received.headers().containsKey("x-api-key"))
                .isFalse();
    }

    @Test
    void aProviderWithoutKeysGetsNone() {
        // When
        gateway.api().chat(Api.ask("ollama:llama3"));

        // Then
        Received received = gateway.upstream().last();
        assertThat(received.header("authorization")).isEmpty();
        assertThat(received.header("x-api-key")).isEmpty();
    }

    @Test
    void theProvidersHeadersStayThere() {
        Reply whole = Reply.json(200, "{\"choices\":[]}");
        Reply stream = Reply.sse(Chunk.text("x"), Chunk.FINISH, Chunk.DONE);
        for (Reply reply : List.of(whole, stream, Reply.openAiError(400, "bad"), Reply.openAiError(500, "bad"))) {
            // Given
            gateway.upstream()
                    .next(reply.header("set-cookie", "a=b")
                            .header("server", "theirs")
                            .header("openai-organization", "org-theirs")
                            .header("x-request-id", "req_theirs")
                            .header("x-ratelimit-remaining-requests", "5")
                            .header("x-promptgate-provider", "forged")
                            .header("x-promptgate-revision", "999")
                            .header("strict-transport-security", "max-age=1")
                            .header("access-control-allow-origin", "*")
                            .header("alt-svc", "h3"));

            // When
            Got got = gateway.api().chat(Api.askStream("cheap"));

            // Then
            assertThat(got.headers().map().keySet())
                    .isSubsetOf(
                            "x-request-id",
                            "x-promptgate-revision",
                            "x-promptgate-provider",
                            "x-promptgate-model",
                            "x-promptgate-attempts",
                            "content-type",
                            "content-length",
                            "transfer-encoding",
                            "cache-control");
            assertThat(got.header("x-request-id")).isNotEqualTo("req_theirs");
            assertThat(got.header("x-promptgate-provider")).isEqualTo("openai");
            assertThat(got.header("x-promptgate-revision")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m\\r\\nX-Injected: 1",
                "m\\nX-Injected: 1",
                "m\\r\\n\\r\\nHTTP/1.1 200 OK",
                "m\\u0000",
                "m\\u000b\\u000c\\u001f\\u007f",
                "m\\u0085\\u2028",
                "mödel 模型 😀",
                "m\\ud83d\\ude00"
            })
    void aModelsNameBreaksNoHeader(String model) {
        for (String body : List.of(Api.ask("groq:" + model), Api.askStream("groq:" + model), Api.ask(model))) {
            try (RawClient client = RawClient.connect(gateway)) {
                // When
                String head = client.send(RawClient.chat(gateway, body)).readUntil("\r\n\r\n");

                // Then
                assertThat(head).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("\nx-injected");
                assertThat(head.replace("\r\n", "")).matches("[ -~]*");
            }
        }
        assertThat(gateway.upstream().received())
                .allSatisfy(received -> assertThat(received.path()).isEqualTo("/groq/v1/chat/completions"));
    }

    @Test
    void aLongModelsNameIsCutInTheHeaderAlone() {
        // Given
        String model = "m".repeat(30_000);

        // When
        Got got = gateway.api().chat(Api.ask("groq:" + model));

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("x-promptgate-model")).isEqualTo(model.substring(0, 200));
        assertThat(gateway.upstream().last().text()).contains(model);
        assertThat(gateway.logs().await(got.id()).served().model()).isEqualTo(model);
    }

    @Test
    void aModelsNameNeverShapesThePath() {
        for (String model : List.of("../../../etc/passwd", "a/b?c=d#e", "%2e%2e/x", "a b", "http://evil/")) {
            // When
            gateway.api().chat(Api.ask("groq:" + model));

            // Then
            Received received = gateway.upstream().last();
            assertThat(received.path()).isEqualTo("/groq/v1/chat/completions");
            assertThat(received.query()).isEmpty();
        }
    }

    @Test
    void smuggledRequestsAreRefused() {
        String body = Api.ask("fast");
        String auth = "Authorization: Bearer " + gateway.token().reveal() + "\r\n";
        String path = "POST /api/" + gateway.project().uuid() + "/v1/chat/completions HTTP/1.1\r\nHost: x\r\n" + auth;
        String chunked = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
        for (String request : List.of(
                path + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + body,
                path + "Content-Length: 5, 6\r\n\r\n" + body,
                path + "Content-Length: -1\r\n\r\n" + body,
                path + "Content-Length: 1x\r\n\r\n" + body,
                path + "Content-Length : " + body.length() + "\r\n\r\n" + body,
                path + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body,
                path + "Transfer-Encoding: chunked\r\n\r\n-5\r\n" + body,
                path + "Bad Header: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            // When
            String answer;
            try (RawClient client = RawClient.connect(gateway)) {
                answer = client.send(request).readUntil("\r\n\r\n");
            }

            // Then
            assertThat(answer).as(request).matches("(?s)(HTTP/1.1 4\\d\\d .*)?");
        }
        try (RawClient client = RawClient.connect(gateway)) {
            // a length beside chunks is ignored or refused, never believed
            client.send(path + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked);
            assertThat(client.readUntil("\r\n\r\n")).matches("(?s)HTTP/1.1 (200|4\\d\\d) .*");
        }
        assertThat(gateway.upstream().received())
                .allSatisfy(received ->
                        assertThat(received.text()).isEqualTo(body.replace("\"fast\"", "\"llama-3.1-8b-instant\"")));
    }

    @Test
    void tooLongAHeadIsRefused() {
        try (RawClient client = RawClient.connect(gateway)) {
            // When
            String answer = client.send(RawClient.chatHead(gateway, "X-Long: " + "x".repeat(20_000) + "\r\n"))
                    .readUntil("\r\n\r\n");

            // Then
            assertThat(answer).startsWith("HTTP/1.1 431 ");
        }
    }
}
