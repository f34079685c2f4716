package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits of tokens, counted in one gateway. */
final class TokenLimitsTest {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int CALLERS = 64;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("promptgate.upstream.first-byte-timeout", "3s"));
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
    void refusesTheRequestAfterTheLastAndSaysWhen() {
        // Given
        Api api = limited(new Limits(2, null, null, null, null));
        Got first = api.chat(Api.ask("fast"));
        Got second = api.chat(Api.ask("fast"));
        int before = gateway.upstream().count();

        // When
        Got third = api.chat(Api.ask("fast"));

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(first.header("x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(first.header("x-ratelimit-reset-requests")).matches("(60|1m[01])s?.*");
        assertThat(second.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.error("code")).isEqualTo("rate_limit_exceeded");
        assertThat(third.error("type")).isEqualTo("rate_limit_error");
        assertThat(third.error("message")).contains("token.rate_limit_per_minute");
        assertThat(Integer.parseInt(third.header("retry-after"))).isBetween(50, 61);
        assertThat(third.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(gateway.upstream().count()).isEqualTo(before);
        RequestRecord record = gateway.logs().await(third.id());
        assertThat(record.outcome().errorCode()).isEqualTo("rate_limit_exceeded");
        assertThat(record.outcome().ended()).isEqualTo(Ended.REFUSED);
        assertThat(record.served().attempts()).isEmpty();
        assertThat(gateway.metrics()
                        .get("promptgate.limit.refusals")
                        .tag("rule", "rate_limit_per_minute")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void refusesByTheHourToo() {
        Api api = limited(new Limits(100, 1, null, null, null));
        api.chat(Api.ask("fast"));

        Got refused = api.chat(Api.ask("fast"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error("message")).contains("token.rate_limit_per_hour");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(3_590, 3_604);
        assertThat(refused.header("x-ratelimit-limit-requests")).isEqualTo("1");
    }

    @Test
    void whatOneRuleRefusesCountsForNone() {
        // Given
        Api api = limited(new Limits(3, null, 2_100, null, null));
        gateway.upstream().next(Reply.sse(Chunk.ROLE, Chunk.text("x")).stuckAfter(2));
        RawClient first =
                RawClient.connect(gateway).send(api.raw(Api.ask("fast", "\"stream\":true,\"max_tokens\":2000")));
        first.readUntil("\"x\"");

        // When
        for (int i = 0; i < 5; i++) {
            Got refused = api.chat(Api.ask("fast", "\"max_tokens\":200"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.error("message")).contains("tokens_per_minute");
        }

        // Then
        first.close();
        assertThat(api.chat(Api.ask("fast", "\"max_tokens\":5")).status()).isEqualTo(200);
        assertThat(api.chat(Api.ask("fast", "\"max_tokens\":5")).status()).isEqualTo(200);
        assertThat(api.chat(Api.ask("fast", "\"max_tokens\":5")).error("message"))
                .contains("rate_limit_per_minute");
    }

    @Test
    void neverAdmitsOneTooManyOfSixtyFourCallers() throws Exception {
        Api api = limited(new Limits(40, null, null, null, null));

        List<Got> answers = Crowd.of(CALLERS, _ -> api.chat(Api.ask("fast")));

        assertThat(answers.stream().filter(got -> got.status() == 200)).hasSize(40);
        assertThat(answers.stream().filter(got -> got.status() == 429)).hasSize(CALLERS - 40);
    }

    @Test
    void settlesTheTokensOfAMinuteWithWhatWasUsed() {
        Api api = limited(new Limits(null, null, 5_000, null, null));
        String body = Api.ask("fast", "\"max_tokens\":4000");

        for (int i = 0; i < 10; i++) {
            assertThat(api.chat(body).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhatNoMinuteHasRoomFor() {
        Api api = limited(new Limits(null, null, 5_000, null, null));

        Got refused = api.chat(Api.ask("fast", "\"max_tokens\":5001"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("code")).isEqualTo("token_cap_exceeded");
        assertThat(refused.header("retry-after")).isEmpty();
    }

    @Test
    void refusesARequestThatAsksForMoreThanItsCap() {
        Api api = limited(new Limits(null, null, null, null, 500));

        assertThat(api.chat(Api.ask("fast")).status()).isEqualTo(200);
        assertThat(api.chat(Api.ask("fast", "\"max_completion_tokens\":400")).status())
                .isEqualTo(200);
        assertThat(api.chat(Api.ask("fast", "\"max_tokens\":400,\"n\":2")).error("code"))
                .isEqualTo("token_cap_exceeded");
        Got refused = api.chat(Api.ask("fast", "\"max_tokens\":500"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("message")).contains("max_tokens_per_request is 500");
        assertThat(api.chat(Api.ask("fast", "\"user\":\"" + "x".repeat(4_000) + "\""))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void letsInOneAtATime() {
        // Given
        Api api = limited(new Limits(null, null, null, 1, null));
        gateway.upstream().next(Reply.sse(Chunk.ROLE, Chunk.text("x")).stuckAfter(2));
        RawClient first = RawClient.connect(gateway).send(api.raw(Api.askStream("fast")));
        first.readUntil("\"x\"");

        // When
        Got second = api.chat(Api.ask("fast"));

        // Then
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.error("message")).contains("token.concurrent_requests");
        assertThat(second.header("retry-after")).isEqualTo("1");
        first.close();
        Awaited.until(SHORT, () -> api.chat(Api.ask("fast")).status() == 200);
    }

    /** How a request that holds the one slot can end. */
    enum End {
        WELL(Reply.sse(Chunk.ROLE, Chunk.text("x"), Chunk.FINISH, Chunk.DONE), true),
        UPSTREAM_REFUSES(Reply.openAiError(400, "no"), false),
        UPSTREAM_FAILS(Reply.openAiError(500, "no"), false),
        UPSTREAM_RESETS(Reply.reset(), false),
        TORN(Reply.sse(Chunk.ROLE, Chunk.text("x")).tornAfter(2), true),
        NEVER_BEGINS(Reply.blackHole(), false);

        private final Reply reply;
        private final boolean stream;

        End(Reply reply, boolean stream) {
            this.reply = reply;
            this.stream = stream;
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSlotBackHoweverTheRequestEnds(End end) {
        // Given
        Api api = limited(new Limits(null, null, null, 1, null));
        gateway.upstream().next(end.reply);

        // When
        api.chat(end.stream ? Api.askStream("fast") : Api.ask("fast"));

        // Then
        assertThat(api.chat(Api.ask("fast")).status()).isEqualTo(200);
    }

    @Test
    void givesTheSlotBackWhenTheClientGoesBeforeAnyAnswer() {
        // Given
        Api api = limited(new Limits(null, null, null, 1, null));
        gateway.upstream().next(Reply.blackHole());
        RawClient client = RawClient.connect(gateway).send(api.raw(Api.ask("fast")));
        Awaited.until(SHORT, () -> gateway.upstream().count() == 1);

        // When
        client.close();

        // Then
        Awaited.until(Duration.ofSeconds(1), () -> api.chat(Api.ask("fast")).status() == 200);
    }

    @Test
    void givesTheSlotBackWhenTheCallCannotBeSaidToTheProvider() {
        Api api = limited(new Limits(null, null, null, 1, null));

        Got refused = api.chat(Api.ask("smart", "\"logit_bias\":{\"1\":1}"));

        assertThat(refused.error("code")).isEqualTo("unsupported_parameter");
        assertThat(api.chat(Api.ask("fast")).status()).isEqualTo(200);
    }

    @Test
    void keepsCountingWhenTheLimitIsChanged() {
        // Given
        Plan plan = gateway.plan();
        Masked secret = plan.token(new Limits(5, null, null, null, null), null);
        gateway.publish(plan);
        Api api = gateway.api(plan, secret);
        for (int i = 0; i < 3; i++) {
            api.chat(Api.ask("fast"));
        }

        // When
        plan.limit(secret, new Limits(4, null, null, null, null), null);
        gateway.publish(plan);

        // Then
        assertThat(api.chat(Api.ask("fast")).header("x-ratelimit-remaining-requests"))
                .isEqualTo("0");
        assertThat(api.chat(Api.ask("fast")).status()).isEqualTo(429);
    }

    @Test
    void saysNothingOfLimitsToATokenWithout() {
        Got got = gateway.api().chat(Api.ask("fast"));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
    }

    private static Api limited(Limits limits) {
        Plan plan = gateway.plan();
        Masked secret = plan.token(limits, null);
        gateway.publish(plan);
        return gateway.api(plan, secret);
    }
}
