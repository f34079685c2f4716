package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.json.Json;
import io.promptgate.testkit.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guardrails as a client meets them. */
final class GuardrailTest {
    private static final String KEY = "sk-" + "Zx8Kq2Vw7Lm4Rt9Yb3Nc6Hd1Jf5Gs0PaUeIoQwErTy";
    private static final String PII = "{\"pii_filter\":{\"enabled\":true,\"types\":[\"email\",\"credit_card\"]}}";
    private static final String ANSWERS =
            "{\"pii_filter\":{\"enabled\":true,\"types\":[\"email\",\"credit_card\"],\"applies_to\":[\"output\"]},"
                    + "\"keyword_blocklist\":{\"enabled\":true,\"keywords\":[\"xylophone\"],\"applies_to\":[\"output\"]}}";

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
    void masksInPlaceAndLeavesEveryOtherByteAlone() {
        // Given
        Api api = api(PII);
        String body =
                "{ \"messages\" :[{\"role\":\"user\",\"content\":\"Grü\\u00dfe an jo\\u0040x.org, 1e2\"}],\"n\":1.0, \"model\":\"cheap\",\"x\":{} }";

        // When
        Got got = api.chat(body);

        // Then
        String masked = body.replace("jo\\u0040x.org", "[redacted:email]");
        assertThat(got.status()).isEqualTo(200);
        assertThat(gateway.upstream().last().text()).isEqualTo(masked.replace("\"cheap\"", "\"gpt-4o-mini\""));
        assertThat(text(record(got).requestBody())).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "smart", "cheap"})
    void noProviderSeesWhatIsMasked(String alias) {
        Got got = api(PII).chat(Api.ask(alias).replace("Say hello", "4111 1111 1111 1111"));

        assertThat(got.status()).isEqualTo(200);
        assertThat(gateway.upstream().last().text())
                .contains("[redacted:credit_card]")
                .doesNotContain("4111");
    }

    @Test
    void refusesASecretAndTellsNobodyOfIt() {
        // When
        Got got = api("{\"secret_scanner\":{\"enabled\":true}}")
                .chat(Api.ask("fast").replace("hello", KEY));

        // Then
        RequestRecord record = record(got);
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.error("code")).isEqualTo("guardrail_blocked");
        assertThat(got.error("param")).isEqualTo("secret_scanner");
        assertThat(got.error("message")).contains("secret_scanner", "api_key");
        assertThat(gateway.upstream().count()).isZero();
        assertThat(record.outcome().errorCode()).isEqualTo("guardrail_blocked");
        assertThat(record.outcome().errorMessage()).contains("secret_scanner");
        assertThat(record.outcome().ended()).isEqualTo(Ended.REFUSED);
        assertThat(record.served().attempts()).isEmpty();
        assertThat(text(record.requestBody())).contains("[redacted:api_key]");
        assertThat(got.text() + record).doesNotContain(KEY);
        assertThat(text(record.requestBody())).doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keyword_blocklist | {"enabled":true,"keywords":["HELLO"]}
            content_length    | {"enabled":true,"max_characters":8}
            prompt_injection  | {"enabled":true,"phrases":["say hello"]}
            pii_filter        | {"enabled":true,"action":"block","patterns":[{"label":"greeting","pattern":"hel+o"}]}
            """)
    void namesTheRuleThatRefuses(String rule, String settings) {
        Got got = api("{\"" + rule + "\":" + settings + "}").chat(Api.ask("fast"));

        assertThat(got.status()).isEqualTo(422);
        assertThat(got.error("param")).isEqualTo(rule);
        assertThat(record(got).outcome().errorMessage()).contains(rule);
        assertThat(gateway.upstream().count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ip_allow_list | insufficient_scope | {"enabled":true,"ranges":["192.0.2.0/24"]}
            time_windows  | project_inactive   | {"enabled":true,"time_zone":"UTC","windows":[]}
            """)
    void letsNobodyInFromElsewhereOrAtOtherTimes(String rule, String code, String settings) {
        Api api = api("{\"" + rule + "\":" + settings + "}");

        Got got = api.chat(Api.ask("fast"));

        assertThat(got.status()).isEqualTo(403);
        assertThat(got.error("code")).isEqualTo(code);
        assertThat(got.error("message")).contains(rule);
        assertThat(api.get("/v1/models").status()).isEqualTo(403);
        assertThat(record(got).outcome().errorCode()).isEqualTo(code);
    }

    @Test
    void letsCallsInFromAddressesOfTheList() {
        assertThat(api("{\"ip_allow_list\":{\"enabled\":true,\"ranges\":[\"127.0.0.0/8\",\"::1\"]}}")
                        .chat(Api.ask("fast"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRuleThatIsOffDoesNothing() {
        assertThat(api("{\"keyword_blocklist\":{\"enabled\":false,\"keywords\":[\"hello\"]}}")
                        .chat(Api.ask("fast"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void masksAnswersAndKeepsTheBooksExact() {
        // Given
        String reply =
                "{\"id\":\"c\",  \"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"mail jo@x.org\"},"
                        + "\"logprobs\":{\"content\":[{\"token\":\"jo\"}]},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";
        gateway.upstream().next(Reply.json(200, reply));

        // When
        Got got = api(ANSWERS).chat(Api.ask("fast"));

        // Then
        String masked =
                reply.replace("jo@x.org", "[redacted:email]").replace("{\"content\":[{\"token\":\"jo\"}]}", "null");
        assertThat(got.text()).isEqualTo(masked);
        assertThat(text(record(got).responseBody())).isEqualTo(masked);
        assertThat(usage(got)).isEqualTo(7);
    }

    @Test
    void refusesAnAnswerAndBooksIt() {
        gateway.upstream()
                .next(Reply.json(
                        200,
                        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a XYLOPHONE\"}}],"
                                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}"));

        Got got = api(ANSWERS).chat(Api.ask("fast"));

        assertThat(got.status()).isEqualTo(422);
        assertThat(got.error("code")).isEqualTo("guardrail_blocked");
        assertThat(usage(got)).isEqualTo(7);
        assertThat(record(got).served().attempts().getFirst().errorCode()).isNull();
    }

    @Test
    void masksOverTheChunksOfAStream() {
        // Given
        gateway.upstream()
                .next(Reply.sse(
                        Chunk.ROLE,
                        Chunk.text("mail jo@x"),
                        Chunk.text(".or"),
                        Chunk.text("g or 4111 1111"),
                        Chunk.text(" 1111 1111!"),
                        Chunk.FINISH,
                        Chunk.USAGE,
                        Chunk.DONE));

        // When
        Got got = api(ANSWERS).chat(Api.askStream("fast"));

        // Then
        assertThat(content(got, "content")).isEqualTo("mail [redacted:email] or [redacted:credit_card]!");
        assertThat(got.events().getLast()).isEqualTo("[DONE]");
        assertThat(got.text()).doesNotContain("jo@", "4111");
        assertThat(text(record(got).responseBody())).isEqualTo(got.text());
        assertThat(usage(got)).isEqualTo(100);
        assertThat(record(got).outcome().ended()).isEqualTo(Ended.COMPLETE);
    }

    @Test
    void masksTheArgumentsOfToolCallsInStreams() {
        // Given
        gateway.upstream()
                .next(Reply.sse(
                        call("\"id\":\"t\",\"type\":\"function\",\"function\":{\"name\":\"send\",\"arguments\":\"\"}"),
                        call("\"function\":{\"arguments\":\"{\\\"to\\\":\\\"jo\"}"),
                        call("\"function\":{\"arguments\":\"@x.org\\\",\\\"n\\\":41111111\"}"),
                        call("\"function\":{\"arguments\":\"11111111}\"}"),
                        Chunk.FINISH,
                        Chunk.DONE));

        // When
        Got got = api(ANSWERS).chat(Api.askStream("fast"));

        // Then
        assertThat(content(got, "arguments"))
                .isEqualTo("{\"to\":\"[redacted:email]\",\"n\":\"[redacted:credit_card]\"}");
        assertThat(content(got, "name")).isEqualTo("send");
    }

    @Test
    void breaksAStreamOffThatMustNotGoOn() {
        // Given
        gateway.upstream()
                .next(Reply.sse(
                        Chunk.ROLE,
                        Chunk.text("a ".repeat(300)),
                        Chunk.text("xylo"),
                        Chunk.text("phone "),
                        Chunk.text("b ".repeat(300)),
                        Chunk.FINISH,
                        Chunk.DONE));

        // When
        Got got = api(ANSWERS).chat(Api.askStream("fast"));

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.events().getLast()).contains("guardrail_blocked", "keyword_blocklist");
        assertThat(got.text()).doesNotContain("xylo", "[DONE]", "\"stop\"");
        RequestRecord record = record(got);
        assertThat(record.outcome().errorCode()).isEqualTo("guardrail_blocked");
        assertThat(record.outcome().ended()).isEqualTo(Ended.REFUSED);
        assertThat(Objects.requireNonNull(record.usage()).estimated()).isTrue();
    }

    @Test
    void refusesAStreamAtItsEnd() {
        gateway.upstream().next(Reply.sse(Chunk.ROLE, Chunk.text("a xylophone"), Chunk.FINISH, Chunk.DONE));

        Got got = api(ANSWERS).chat(Api.askStream("fast"));

        assertThat(got.text()).contains("guardrail_blocked").doesNotContain("xylophone", "[DONE]");
        assertThat(record(got).outcome().errorCode()).isEqualTo("guardrail_blocked");
    }

    @Test
    void theSdkSeesARefusalAsItsOwnException() {
        // Given
        Plan plan =
                gateway.plan().guardrails(rules("{\"keyword_blocklist\":{\"enabled\":true,\"keywords\":[\"hello\"]}}"));
        String token = plan.token().reveal();
        gateway.publish(plan);
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/api/" + plan.uuid() + "/v1")
                .apiKey(token)
                .maxRetries(0)
                .build();

        // When
        UnprocessableEntityException refused = catchThrowableOfType(
                UnprocessableEntityException.class,
                () -> client.chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model("fast")
                                .addUserMessage("hello")
                                .build()));

        // Then
        assertThat(refused.code()).contains("guardrail_blocked");
        assertThat(refused.param()).contains("keyword_blocklist");
        client.close();
    }

    private static Api api(String rules) {
        Plan plan = gateway.plan().guardrails(rules(rules));
        Api api = gateway.api(plan, plan.token());
        gateway.publish(plan);
        return api;
    }

    private static GuardRules rules(String json) {
        try {
            return Json.MAPPER.readValue(json, GuardRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String call(String members) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"tool_calls\":[{\"index\":0," + members + "}]},\"finish_reason\":null}]}\n\n";
    }

    /** All pieces of a member of the deltas, put together. */
    private static String content(Got got, String member) {
        StringBuilder all = new StringBuilder();
        for (String event : got.events()) {
            if (event.startsWith("{")) {
                for (JsonNode piece : tree(event).path("choices").findValues(member)) {
                    all.append(piece.asText());
                }
            }
        }
        return all.toString();
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestRecord record(Got got) {
        return gateway.logs().await(got.id());
    }

    private static long usage(Got got) {
        Usage usage = Objects.requireNonNull(record(got).usage());
        assertThat(usage.estimated()).isFalse();
        return usage.total();
    }

    private static String text(@Nullable Body body) {
        return Objects.requireNonNull(body).text();
    }
}
