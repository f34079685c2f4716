package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.promptgate.common.config.Scope;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A planted provider key and a planted token are found nowhere they should not be. */
final class SecretsTest {
    private static final String KEY = TestGateway.GROQ_KEY;

    private static LogLines log;
    private static TestGateway gateway;
    private static Masked token;

    @BeforeAll
    static void start() {
        log = new LogLines();
        gateway = TestGateway.start();
        token = gateway.project().token("planted", Set.of(Scope.CHAT), null);
        gateway.publish(gateway.project());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        try (LogLines all = log) {
            assertThat(all.text()).doesNotContain(KEY, token.reveal(), TestGateway.OPENAI_KEY);
        }
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    @Test
    void noErrorRepeatsTheKeyThatTheProviderEchoes() {
        String echo = "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + ".\",\"type\":\"" + KEY
                + "\",\"param\":\"" + KEY + "\",\"code\":\"x " + KEY + "\"}}";
        List<Reply> replies = new ArrayList<>();
        for (int status : new int[] {200, 302, 400, 401, 403, 404, 422, 429, 500, 503}) {
            replies.add(Reply.json(status, echo).header("retry-after", KEY));
            replies.add(Reply.html(status, "<html>" + KEY + "</html>"));
        }
        replies.add(Reply.sse("data: " + echo + "\n\n"));
        replies.add(Reply.sse(Chunk.text("hi"), "data: " + echo + "\n\n"));
        replies.add(Reply.sse("event: error\ndata: " + KEY + "\n\n"));
        replies.add(Reply.json(200, "{\"detail\":[\"" + KEY + "\"]}"));
        for (Reply reply : replies) {
            // Given
            gateway.upstream().next(reply.header("x-echo", KEY).header("set-cookie", KEY));

            // When
            Got got = api().chat(Api.askStream("fast"));

            // Then
            assertThat(got.text()).doesNotContain(KEY);
            assertThat(got.headers().map().toString()).doesNotContain(KEY);
            gateway.logs().await(got.id());
        }
        assertNothingRecorded();
    }

    @Test
    void noRecordKeepsTheKeyOfAGoodReply() {
        // Given
        String reply = "{\"choices\":[{\"message\":{\"content\":\"Your key is " + KEY + ", and the token "
                + token.reveal() + "\"}}]}";
        gateway.upstream().next(Reply.json(200, reply));
        gateway.upstream().next(Reply.sse(Chunk.text("Your key is " + KEY), Chunk.FINISH, Chunk.DONE));

        // When
        Got whole = api().chat(Api.ask("fast", "\"user\":\"" + token.reveal() + "\""));
        Got stream = api().chat(Api.askStream("fast"));

        // Then
        assertThat(whole.text()).isEqualTo(reply);
        gateway.logs().await(whole.id());
        gateway.logs().await(stream.id());
        assertThat(gateway.logs().raw()).contains("Your key is [redacted]");
        assertNothingRecorded();
    }

    @Test
    void noRecordKeepsATokenThatItsOwnerPutsIntoTheWrongPlace() {
        for (String model : List.of(token.reveal(), "groq:" + token.reveal(), "nobody:" + token.reveal())) {
            // When
            Got got = Api.send(api().chatRequest(Api.ask(model).getBytes(StandardCharsets.UTF_8))
                    .header("x-request-id", token.reveal())
                    .header("user-agent", "agent " + token.reveal()));

            // Then
            gateway.logs().await(got.id());
            if (got.status() != 200) {
                assertThat(got.text()).doesNotContain(token.reveal());
            }
        }
        assertNothingRecorded();
    }

    @Test
    void noMetricNamesASecret() {
        // Given
        gateway.upstream().next(Reply.openAiError(401, KEY));
        api().chat(Api.ask("fast"));
        api().chat(Api.ask(token.reveal()));

        // When
        List<String> meters = gateway.metrics().getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::toString)
                .toList();

        // Then
        assertThat(meters).isNotEmpty();
        assertThat(String.join("\n", meters)).doesNotContain(KEY, token.reveal());
    }

    @Test
    void noConfigurationShowsASecret() {
        var configuration = gateway.current().get();
        var credential = gateway.project().project().bindings().getFirst().credentialId();

        assertThat(configuration.snapshot().toString()).doesNotContain(KEY, token.reveal(), TestGateway.OPENAI_KEY);
        assertThat(credential).isNotNull();
        assertThat(String.valueOf(configuration.key(credential))).isEqualTo("****");
        assertThat(gateway.keys().box().toString()).hasSizeLessThan(30);
        assertThat(gateway.keys().serviceKey().toString()).isEqualTo("****");
    }

    @Test
    void aKeyThatFitsNoHeaderIsNotNamed() {
        // Given
        for (String odd : List.of("sk-planted-new\nline", "sk-planted-ünï", "sk-planted space", "")) {
            Plan plan = gateway.plan().enable("groq", gateway.credential("groq", odd));
            Masked other = plan.token();
            gateway.publish(plan);

            // When
            Got got = gateway.api(plan, other).chat(Api.ask("fast"));

            // Then
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.error("code")).isEqualTo("credential_missing");
            assertThat(got.text()).doesNotContain("sk-planted");
            assertThat(log.text()).doesNotContain("sk-planted");
        }
        assertThat(gateway.upstream().count()).isZero();
    }

    private static Api api() {
        return gateway.api(gateway.project(), token);
    }

    private static void assertNothingRecorded() {
        assertThat(gateway.logs().raw()).isNotEmpty().doesNotContain(KEY, token.reveal());
    }
}
