package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.Reply;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What faults of providers, of clocks and of crowds mean to limits and budgets. The token may have one request under way
 * and 4,000 tokens in a month; each request asks for 3,000.
 */
final class LimitFaultsTest {
    private static final Limits ONE_AT_A_TIME = new Limits(null, null, null, 1, null);
    private static final Budgets TOKENS = new Budgets(null, null, 4_000L, null);

    private TestGateway gateway;
    private Api api;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
        api = limited(ONE_AT_A_TIME, TOKENS);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void fault01AProvidersOwnLimitTakesNothingOfTheTokens() {
        // Given
        gateway.upstream().next(Reply.openAiError(429, "slow down").header("retry-after", "7"));

        // When
        Got refused = api.chat(ask(false));

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("7");
        assertThat(refused.error("message")).isEqualTo("slow down");
        assertThat(api.chat(ask(false)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 408, 500, 502, 503, 504, 529})
    void fault02AProvidersErrorGivesAllBack(int status) {
        gateway.upstream().next(Reply.openAiError(status, "no"));

        api.chat(ask(false));

        assertThat(api.chat(ask(false)).status()).isEqualTo(200);
    }

    @Test
    void fault03AnErrorInsideASuccessGivesAllBack() {
        // Given
        String error = "{\"error\":{\"message\":\"no\",\"type\":\"server_error\"}}";
        List<Reply> replies = List.of(Reply.json(200, error), Reply.sse("data: " + error + "\n\n"));

        for (Reply reply : replies) {
            // When
            gateway.upstream().next(reply);
            Got failed = api.chat(ask(reply.equals(replies.getLast())));

            // Then
            assertThat(failed.status()).isGreaterThanOrEqualTo(500);
            assertThat(api.chat(ask(false)).status()).isEqualTo(200);
        }
    }

    @Test
    void fault03AnErrorAfterContentLeavesWhatWasUsed() {
        // Given
        gateway.upstream()
                .next(Reply.sse(
                        Chunk.ROLE, Chunk.text("x".repeat(8_000)), "data: {\"error\":{\"message\":\"no\"}}\n\n"));

        // When
        api.chat(ask(true));

        // Then
        Got refused = api.chat(ask(false));
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.error("message")).containsPattern("20\\d\\d tokens of 4000 tokens spent");
    }

    @Test
    void fault27NoBudgetIsPassedByCallersAtTheSameMomentNorByAClockThatGoesBack() throws Exception {
        // Given
        gateway.policies().setTime(Instant.parse("2030-03-10T12:00:00Z"));
        Api many = limited(null, new Budgets(null, null, null, 4_000L));
        gateway.upstream().always("/ollama", Reply.json(200, """
                {"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"x"},
                 "finish_reason":"stop"}],"usage":{"prompt_tokens":0,"completion_tokens":1300,"total_tokens":1300}}"""));

        // When
        List<Got> answers = Crowd.of(64, _ -> many.chat(ask(false)));
        gateway.policies().setTime(Instant.parse("2030-03-09T12:00:00Z"));
        Got afterwards = many.chat(ask(false));

        // Then
        assertThat(answers.stream().filter(got -> got.status() == 200)).hasSizeBetween(1, 3);
        assertThat(afterwards.status()).isIn(200, 402);
        assertThat(gateway.upstream().count()).isBetween(1, 3);
    }

    @Test
    void fault28AStormOfRetriesReachesNoProviderBeyondTheLimit() throws Exception {
        // Given
        Api stormy = limited(new Limits(20, null, null, null, null), null);
        gateway.upstream().always("/ollama", Reply.openAiError(503, "down"));

        // When
        List<Integer> last = Crowd.of(64, _ -> {
            int status = 0;
            for (int retry = 0; retry < 5; retry++) {
                status = stormy.chat(ask(false)).status();
            }
            return status;
        });

        // Then
        assertThat(gateway.upstream().count()).isEqualTo(20);
        assertThat(last).contains(429);
    }

    private static String ask(boolean stream) {
        return Api.ask("own", "\"max_tokens\":3000" + (stream ? ",\"stream\":true" : ""));
    }

    private Api limited(@Nullable Limits limits, @Nullable Budgets budgets) {
        Plan plan = new Plan().enable("ollama", null).alias("own", "ollama", "llama3");
        Masked secret = plan.token(limits, budgets);
        gateway.publish(plan);
        return gateway.api(plan, secret);
    }
}
