package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.policy.RedisServer;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three gateways that share what they count through a real Redis server. */
final class SharedLimitsTest {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int GATEWAYS = 3;
    private static final int CALLERS = 64;
    private static final String USED = "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":1000,\"total_tokens\":1000}}";

    private static RedisServer redis;
    private static final List<TestGateway> GATEWAYS_UP = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        for (int i = 0; i < GATEWAYS; i++) {
            GATEWAYS_UP.add(TestGateway.start(Map.of(
                    "promptgate.redis.url", redis.url(),
                    "promptgate.redis.timeout", "2s",
                    "promptgate.redis.lease", "3s",
                    "promptgate.budgets.unpriced-rate", "1")));
        }
        GATEWAYS_UP.forEach(
                gateway -> Awaited.until(SHORT, () -> !gateway.policies().isDegraded()));
    }

    @AfterAll
    static void stop() {
        GATEWAYS_UP.forEach(TestGateway::close);
        redis.close();
    }

    @BeforeEach
    void forget() {
        GATEWAYS_UP.forEach(gateway -> gateway.upstream().reset());
    }

    @Test
    void neverAdmitOneTooManyOfSixtyFourCallers() throws Exception {
        List<Api> apis = shared(new Limits(50, null, null, null, null), null);

        List<Got> answers = Crowd.of(CALLERS, i -> apis.get(i % GATEWAYS).chat(Api.ask("own")));

        assertThat(answers.stream().filter(got -> got.status() == 200)).hasSize(50);
        List<Got> refused = answers.stream().filter(got -> got.status() == 429).toList();
        assertThat(refused).hasSize(CALLERS - 50);
        assertThat(refused).allSatisfy(got -> {
            assertThat(Integer.parseInt(got.header("retry-after"))).isBetween(50, 61);
            assertThat(got.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        });
    }

    @Test
    void countLargeLimitsInSteps() throws Exception {
        List<Api> apis = shared(new Limits(null, 1_200, null, null, null), null);

        List<Got> answers = Crowd.of(CALLERS, i -> {
            Got last = apis.get(i % GATEWAYS).chat(Api.ask("own"));
            for (int more = 1; more < 20; more++) {
                last = apis.get((i + more) % GATEWAYS).chat(Api.ask("own"));
            }
            return last;
        });

        assertThat(GATEWAYS_UP.stream()
                        .mapToInt(gateway -> gateway.upstream().count())
                        .sum())
                .isEqualTo(1_200);
        assertThat(answers).anyMatch(got -> got.status() == 429);
    }

    @Test
    void haveOneSetOfSlotsAndGiveThemBack() throws Exception {
        // Given
        List<Api> apis = shared(new Limits(null, null, null, 2, null), null);
        List<RawClient> holding = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            GATEWAYS_UP
                    .get(i)
                    .upstream()
                    .next(Reply.sse(Chunk.ROLE, Chunk.text("x")).stuckAfter(2));
            RawClient client =
                    RawClient.connect(GATEWAYS_UP.get(i)).send(apis.get(i).raw(Api.askStream("own")));
            client.readUntil("\"x\"");
            holding.add(client);
        }

        // When
        Got third = apis.get(2).chat(Api.ask("own"));

        // Then
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.error("message")).contains("concurrent_requests");
        holding.getFirst().close();
        Awaited.until(SHORT, () -> apis.get(2).chat(Api.ask("own")).status() == 200);
        holding.getLast().close();
    }

    @Test
    void keepTheSlotOfARequestThatOutlivesItsLease() {
        // Given
        List<Api> apis = shared(new Limits(null, null, null, 1, null), null);
        GATEWAYS_UP
                .getFirst()
                .upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("x"), Chunk.text("yes"), Chunk.FINISH, Chunk.DONE)
                        .gap(Duration.ofSeconds(2)));
        RawClient client =
                RawClient.connect(GATEWAYS_UP.getFirst()).send(apis.getFirst().raw(Api.askStream("own")));

        // When
        client.readUntil("yes");

        // Then
        assertThat(apis.get(1).chat(Api.ask("own")).status()).isEqualTo(429);
        client.readUntil("[DONE]");
        Awaited.until(SHORT, () -> apis.get(1).chat(Api.ask("own")).status() == 200);
        client.close();
    }

    @Test
    void settleTheTokensOfAMinute() {
        List<Api> apis = shared(new Limits(null, null, 9_000, null, null), null);
        answerWithUse();
        String body = Api.ask("own", "\"max_tokens\":5000");

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(apis.getFirst().chat(body).status());
        }

        assertThat(statuses).containsExactly(200, 200, 200, 200, 429, 429);
        assertThat(apis.getLast().chat(body).status()).isEqualTo(429);
    }

    @Test
    void neverPassABudgetWithSixtyFourCallers() throws Exception {
        // Given
        Budgets budgets = new Budgets(new BigDecimal("0.0205"), null, null, null);
        List<Api> apis = shared(null, budgets);
        answerWithUse();

        // When
        List<Got> answers = Crowd.of(CALLERS, i -> apis.get(i % GATEWAYS).chat(Api.ask("own", "\"max_tokens\":1000")));

        // Then
        long admitted = answers.stream().filter(got -> got.status() == 200).count();
        assertThat(admitted).isBetween(19L, 20L);
        assertThat(answers.stream().filter(got -> got.status() == 402)).hasSize((int) (CALLERS - admitted));
        assertThat(GATEWAYS_UP.stream()
                        .mapToInt(gateway -> gateway.upstream().count())
                        .sum())
                .isEqualTo((int) admitted);
        Got refused = apis.getFirst().chat(Api.ask("own", "\"max_tokens\":1500"));
        assertThat(refused.error("message")).contains("of 0.0205 USD spent", "resets at");
    }

    @Test
    void seedTheStoreWithWhatTheLedgerKnows() {
        // Given
        Plan plan = plan();
        Masked secret = plan.token(null, new Budgets(null, null, null, 10_000L));
        TestGateway gateway = GATEWAYS_UP.getFirst();
        gateway.logs().spent(plan.id(secret), "0", 9_500);
        gateway.publish(plan);
        gateway.policies().sync();

        // When
        Got refused = gateway.api(plan, secret).chat(Api.ask("own", "\"max_tokens\":600"));

        // Then
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.error("message")).contains("9500 tokens of 10000 tokens spent");
    }

    private static void answerWithUse() {
        GATEWAYS_UP.forEach(gateway -> gateway.upstream().always("/ollama", Reply.json(200, USED)));
    }

    private static Plan plan() {
        return new Plan().enable("ollama", null).alias("own", "ollama", "llama3");
    }

    private static List<Api> shared(@Nullable Limits limits, @Nullable Budgets budgets) {
        Plan plan = plan();
        Masked secret = plan.token(limits, budgets);
        GATEWAYS_UP.forEach(gateway -> gateway.publish(plan));
        return GATEWAYS_UP.stream().map(gateway -> gateway.api(plan, secret)).toList();
    }
}
