package io.promptgate.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.gateway.snapshot.CurrentSnapshot;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.TestSettings;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a gateway is ready, as far as what was spent before it began is concerned. */
final class SpendSyncTest {
    private final Vertx vertx = Vertx.vertx();
    private CurrentSnapshot current;
    private TestPolicies policies;

    @BeforeEach
    void start() {
        TestSettings settings = TestSettings.of(Map.of());
        Keys keys = new Keys(settings.get(GatewaySettings.class));
        current = new CurrentSnapshot(keys.box());
        policies = new TestPolicies(vertx, settings, keys, current, new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        policies.close();
        vertx.close();
    }

    @Test
    void aGatewayOfANewSuiteIsReady() {
        current.replace(new ConfigSnapshot(0, List.of(), List.of()));

        policies.look();

        assertThat(policies.isTried()).isTrue();
    }

    @Test
    void aGatewayWithAConfigurationIsReadyOnceItHasAsked() {
        current.replace(new ConfigSnapshot(7, List.of(), List.of()));
        assertThat(policies.isTried()).isFalse();

        policies.look();

        assertThat(policies.isTried()).isTrue();
    }
}
