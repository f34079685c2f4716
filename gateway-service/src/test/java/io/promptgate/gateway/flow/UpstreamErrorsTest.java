package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's own faults keep their status and words; those of the gateway's credential and of the provider do not. */
final class UpstreamErrorsTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        int closed = FreePorts.one();
        gateway = TestGateway.start(Map.of(
                "promptgate.providers.deepseek.base-url", "http://127.0.0.1:" + closed + "/v1",
                "promptgate.providers.xai.base-url", "http://no-such-host.invalid/v1",
                "promptgate.upstream.max-reply", "1M"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422, 429})
    void keepsStatusAndWordsOfTheClientsFaults(int status) {
        for (String body : List.of(Api.ask("fast"), Api.askStream("fast"))) {
            // Given
            gateway.upstream()
                    .next(Reply.json(
                            status,
                            "{\"error\":{\"message\":\"Too » much «\",\"type\":\"their_type\",\"param\":\"messages\","
                                    + "\"code\":\"their_code\"}}"));

            // When
            Got got = gateway.api().chat(body);

            // Then
            assertThat(got.status()).isEqualTo(status);
            assertThat(got.json())
                    .hasToString(
                            "{\"error\":{\"message\":\"Too » much «\",\"type\":\"their_type\",\"param\":\"messages\","
                                    + "\"code\":\"their_code\"}}");
            assertThat(got.header("content-type")).isEqualTo("application/json");
            RequestRecord record = gateway.logs().await(got.id());
            assertThat(record.outcome().httpStatus()).isEqualTo(status);
            assertThat(record.outcome().errorCode()).isEqualTo("upstream_error");
            assertThat(record.outcome().errorMessage()).isEqualTo("Too » much «");
            assertThat(record.outcome().ended()).isEqualTo(Ended.COMPLETE);
            assertThat(record.served().attempts()).hasSize(1);
            assertThat(record.served().attempts().getFirst().httpStatus()).isEqualTo(status);
            assertThat(record.served().attempts().getFirst().errorCode()).isEqualTo("upstream_error");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, 502, upstream_auth_failed",
        "402, 502, upstream_auth_failed",
        "403, 502, upstream_auth_failed",
        "408, 504, upstream_timeout",
        "504, 504, upstream_timeout",
        "500, 502, upstream_error",
        "502, 502, upstream_error",
        "503, 502, upstream_error",
        "529, 502, upstream_error",
        "409, 502, upstream_error",
        "418, 502, upstream_error",
        "302, 502, upstream_error",
        "304, 502, upstream_error"
    })
    void takesEveryOtherFaultOnTheGateway(int upstream, int status, String code) {
        // Given
        gateway.upstream().next(Reply.openAiError(upstream, "Words that name the account org-123"));

        // When
        Got got = gateway.api().chat(Api.ask("cheap"));

        // Then
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.error("code")).isEqualTo(code);
        assertThat(got.error("type")).isEqualTo("upstream_error");
        assertThat(got.text()).contains("openai").doesNotContain("org-123", "127.0.0.1", "sk-");
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.outcome().errorCode()).isEqualTo(code);
        if (upstream != 304) {
            assertThat(record.outcome().errorMessage()).contains("org-123");
        }
        assertThat(record.served().attempts().getFirst().httpStatus()).isEqualTo(upstream);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7; 7",
                "0; 0",
                " 12 ; 12",
                "Fri, 31 Dec 2027 23:59:59 GMT; Fri, 31 Dec 2027 23:59:59 GMT",
                "1.5; 2",
                "soon; ''",
                "-1; ''",
                "12345678901234567890; ''",
                "7, 8; ''",
                "1.x; ''"
            })
    void passesAProperRetryAfterOn(String sent, String passedOn) {
        for (int status : new int[] {429, 503}) {
            // Given
            gateway.upstream().next(Reply.openAiError(status, "later").header("Retry-After", sent));

            // When
            Got got = gateway.api().chat(Api.ask("fast"));

            // Then
            assertThat(got.header("retry-after")).isEqualTo(passedOn);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"error":"plain words"}; plain words
            {"message":"at the top"}; at the top
            {"detail":"FastAPI"}; FastAPI
            {"detail":[{"loc":["body"],"msg":"bad"}]}; [{"loc":["body"],"msg":"bad"}]
            {"error":{"message":12}}; 12
            {"error":{"message":{"a":1}}}; refused the request with status 400
            {"error":{}}; refused the request with status 400
            {}; refused the request with status 400
            []; refused the request with status 400
            no JSON; refused the request with status 400
            ``; refused the request with status 400
            {"error":{"message":"half a pair \\ud83d"}}; half a pair ?
            """)
    void findsTheWordsOfManyShapes(String body, String words) {
        // Given
        gateway.upstream().next(Reply.json(400, body));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.error("message")).contains(words);
        assertThat(got.json().path("error").has("type")).isTrue();
        assertThat(got.json().path("error").has("param")).isTrue();
        assertThat(got.json().path("error").has("code")).isTrue();
        assertThat(gateway.logs().await(got.id()).outcome().errorMessage()).contains(words);
    }

    @Test
    void passesNoErrorPageOn() {
        for (int status : new int[] {400, 429, 500, 502, 503}) {
            // Given
            gateway.upstream().next(Reply.html(status, "<html><body>Bad thing at 10.1.2.3</body></html>"));

            // When
            Got got = gateway.api().chat(Api.ask("fast"));

            // Then
            assertThat(got.status()).isEqualTo(status < 500 ? status : 502);
            assertThat(got.header("content-type")).isEqualTo("application/json");
            assertThat(got.text()).doesNotContain("html", "10.1.2.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>hello</html>", "hello", "[]", "{\"choices\":[", "{\"object\":\"list\"}", "null"})
    void refusesASuccessThatIsNoChatCompletion(String body) {
        // Given
        gateway.upstream().next(Reply.json(200, body));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(502);
        assertThat(got.error("code")).isEqualTo("upstream_invalid_response");
        assertThat(gateway.logs().await(got.id()).outcome().errorCode()).isEqualTo("upstream_invalid_response");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"error":{"message":"slow down","type":"rate_limit_error"}}; 429; slow down
            {"error":{"message":"bad","type":"invalid_request_error"},"choices":[]}; 400; bad
            {"error":{"message":"no credits","code":402}}; 502; refused the gateway's credential
            {"error":{"message":"gone","code":404}}; 404; gone
            {"error":{"message":"late","code":504}}; 504; ran out of time
            {"error":{"message":"odd","code":200}}; 502; failed
            {"error":"words"}; 502; failed
            {"error":{}}; 502; failed
            """)
    void takesAnErrorInsideASuccessForWhatItIs(String body, int status, String words) {
        for (String ask : List.of(Api.ask("fast"), Api.askStream("fast"))) {
            // Given
            gateway.upstream().next(Reply.json(200, body));

            // When
            Got got = gateway.api().chat(ask);

            // Then
            assertThat(got.status()).isEqualTo(status);
            assertThat(got.error("message")).contains(words);
            assertThat(gateway.logs().await(got.id()).outcome().ok()).isFalse();
        }
    }

    @Test
    void refusesACompressedReply() {
        String chat = "{\"choices\":[]}";
        for (Reply reply : List.of(
                Reply.json(200, chat).gzip(),
                Reply.json(200, chat).header("content-encoding", "br"),
                Reply.sse(Chunk.text("hi"), Chunk.FINISH, Chunk.DONE).gzip())) {
            // Given
            gateway.upstream().next(reply);

            // When
            Got got = gateway.api().chat(Api.askStream("fast"));

            // Then
            assertThat(gateway.upstream().last().header("accept-encoding")).hasValue("identity");
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.error("code")).isEqualTo("upstream_invalid_response");
            assertThat(got.header("content-encoding")).isEmpty();
        }
    }

    @Test
    void passesNothingOfACompressedErrorOn() {
        // Given
        gateway.upstream().next(Reply.openAiError(429, "slow down").gzip().header("retry-after", "3"));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(429);
        assertThat(got.error("message")).contains("refused the request with status 429");
        assertThat(got.header("retry-after")).isEqualTo("3");
        assertThat(got.header("content-encoding")).isEmpty();
    }

    @Test
    void takesAnAnswerThatSaysItIsNotEncoded() {
        // Given
        gateway.upstream().next(Reply.json(200, "{\"choices\":[]}").header("content-encoding", "Identity"));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(200);
    }

    @Test
    void followsNoRedirect() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            // Given
            gateway.upstream()
                    .next(Reply.json(status, "")
                            .header("location", gateway.upstream().url("/elsewhere")));

            // When
            Got got = gateway.api().chat(Api.ask("fast"));

            // Then
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.error("code")).isEqualTo("upstream_error");
            assertThat(got.header("location")).isEmpty();
            assertThat(gateway.upstream().count("/elsewhere")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"deepseek", "xai"})
    void answersForAProviderThatCannotBeReached(String provider) {
        for (String more : List.of("", "\"stream\":true")) {
            // When
            Got got = gateway.api().chat(Api.ask(provider + ":some-model", more));

            // Then
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.error("code")).isEqualTo("upstream_error");
            assertThat(got.error("message")).isEqualTo("The provider " + provider + " could not be reached.");
            RequestRecord record = gateway.logs().await(got.id());
            assertThat(record.served().attempts()).hasSize(1);
            assertThat(record.served().attempts().getFirst().httpStatus()).isNull();
            assertThat(record.served().attempts().getFirst().errorCode()).isEqualTo("upstream_error");
        }
    }

    @Test
    void answersForAProviderThatBreaksTheConnection() {
        byte[] body = "{\"choices\":[]}".getBytes(StandardCharsets.UTF_8);
        for (Reply reply : List.of(
                Reply.hangUp(),
                Reply.reset(),
                Reply.of(200, "application/json", body).splitEvery(4).tornAfter(2),
                Reply.of(200, "application/json", body).splitEvery(4).closedAfter(2),
                Reply.stream(200, "application/json", List.of(body, body)).closedAfter(1),
                Reply.openAiError(500, "words").splitEvery(8).tornAfter(1))) {
            // Given
            gateway.upstream().next(reply);

            // When
            Got got = gateway.api().chat(Api.ask("fast"));

            // Then
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.error("code")).isEqualTo("upstream_error");
        }
    }

    @Test
    void boundsAWholeReply() {
        // Given
        String reply = "{\"choices\":[],\"x\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        gateway.upstream().next(Reply.json(200, reply));
        gateway.upstream().next(Reply.openAiError(500, reply));

        // When
        Got success = gateway.api().chat(Api.ask("fast"));
        Got failure = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(success.status()).isEqualTo(502);
        assertThat(success.error("code")).isEqualTo("upstream_invalid_response");
        assertThat(failure.status()).isEqualTo(502);
    }

    @Test
    void survivesTheNextCallOnAConnectionThatTheProviderClosed() {
        for (int i = 0; i < 20; i++) {
            // Given
            gateway.upstream().next(Reply.json(200, "{\"choices\":[]}").header("connection", "close"));

            // When
            Got got = gateway.api().chat(Api.ask("fast"));

            // Then
            assertThat(got.status()).isEqualTo(200);
        }
    }
}
