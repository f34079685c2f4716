package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.policy.RedisServer;
import io.promptgate.gateway.start.Awaited;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of limits while the shared store is away, and when it comes back. */
final class StoreAwayTest {
    private static final Duration SHORT = Duration.ofSeconds(5);

    private RedisServer redis;

    @BeforeEach
    void startRedis() {
        redis = RedisServer.start();
    }

    @AfterEach
    void stopRedis() {
        redis.close();
    }

    @Test
    void eachGatewayCountsAloneAndSaysSo() {
        try (TestGateway gateway = gateway("local")) {
            // Given
            Api api = limited(gateway);
            redis.kill();
            Awaited.until(SHORT, () -> gateway.policies().isDegraded());

            // When
            Got first = api.chat(Api.ask("fast"));
            Got second = api.chat(Api.ask("fast"));
            Got third = api.chat(Api.ask("fast"));

            // Then
            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status()).isEqualTo(200);
            assertThat(third.status()).isEqualTo(429);
            assertThat(gateway.metrics().get("promptgate.redis.away").gauge().value())
                    .isEqualTo(1);
        }
    }

    @Test
    void allAreRefusedWhereTheOperatorWantsIt() {
        try (TestGateway gateway = gateway("deny")) {
            Api api = limited(gateway);
            redis.kill();
            Awaited.until(SHORT, () -> gateway.policies().isDegraded());

            Got got = api.chat(Api.ask("fast"));

            assertThat(got.status()).isEqualTo(503);
            assertThat(got.error("code")).isEqualTo("overloaded");
            assertThat(got.header("retry-after")).isEqualTo("1");
            assertThat(gateway.api().chat(Api.ask("fast")).status()).isEqualTo(200);
        }
    }

    @Test
    void allAreLetInWhereTheOperatorWantsIt() {
        try (TestGateway gateway = gateway("allow")) {
            Api api = limited(gateway);
            redis.kill();
            Awaited.until(SHORT, () -> gateway.policies().isDegraded());

            for (int i = 0; i < 5; i++) {
                assertThat(api.chat(Api.ask("fast")).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aStoreThatDoesNotAnswerHoldsARequestUpForItsTimeOutAtMost() {
        try (TestGateway gateway = gateway("local")) {
            // Given
            Api api = limited(gateway);
            redis.freeze();

            // When
            long start = System.nanoTime();
            Got first = api.chat(Api.ask("fast"));
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            // Then
            assertThat(first.status()).isEqualTo(200);
            assertThat(took).isBetween(Duration.ofMillis(200), Duration.ofMillis(1_500));
            assertThat(gateway.policies().isDegraded()).isTrue();
            redis.thaw();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "frozen"})
    void itIsUsedAgainWhenItIsBack(String how) {
        try (TestGateway gateway = gateway("deny")) {
            // Given
            Api api = limited(gateway);
            if (how.equals("killed")) {
                redis.kill();
            } else {
                redis.freeze();
            }
            Awaited.until(SHORT, () -> api.chat(Api.ask("fast")).status() == 503);

            // When
            if (how.equals("killed")) {
                redis.restart();
            } else {
                redis.thaw();
            }

            // Then
            Awaited.until(SHORT, () -> api.chat(Api.ask("fast")).status() == 200);
        }
    }

    @Test
    void aGatewayStartsWithoutIt() {
        redis.kill();

        try (TestGateway gateway = gateway("local")) {
            assertThat(limited(gateway).chat(Api.ask("fast")).status()).isEqualTo(200);
        }
    }

    private TestGateway gateway(String away) {
        return TestGateway.start(Map.of(
                "promptgate.redis.url",
                redis.url(),
                "promptgate.redis.timeout",
                "200ms",
                "promptgate.redis.retry",
                "50ms",
                "promptgate.redis.away",
                away));
    }

    private static Api limited(TestGateway gateway) {
        Plan plan = gateway.plan();
        Masked secret = plan.token(new Limits(2, null, null, null, null), null);
        gateway.publish(plan);
        return gateway.api(plan, secret);
    }
}
