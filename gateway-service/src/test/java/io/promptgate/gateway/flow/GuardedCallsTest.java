package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.testkit.StubUpstream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gateway's own network is not called, whatever the base URL says, unless the operator names it. */
final class GuardedCallsTest {

    @Test
    void sendsNothingToALoopbackAddressThatIsNotNamed() {
        try (LogLines log = new LogLines();
                StubUpstream inside = StubUpstream.start();
                TestGateway gateway = TestGateway.start(Map.of(
                        "promptgate.upstream.allow", "10.0.0.0/8",
                        "promptgate.providers.groq.base-url", "http://127.0.0.1:" + inside.port() + "/v1",
                        "promptgate.providers.openai.base-url", "http://localhost:" + inside.port() + "/v1",
                        "promptgate.providers.together.base-url", "http://2130706433:" + inside.port() + "/v1"))) {
            for (String model : new String[] {"groq:m", "openai:m", "together:m"}) {
                for (String more : new String[] {"", "\"stream\":true"}) {
                    // When
                    Got got = gateway.api().chat(Api.ask(model, more));

                    // Then
                    assertThat(got.status()).isEqualTo(502);
                    assertThat(got.error("code")).isEqualTo("upstream_error");
                    assertThat(got.error("message")).endsWith("could not be reached.");
                    RequestRecord record = gateway.logs().await(got.id());
                    assertThat(record.served().attempts().getFirst().httpStatus())
                            .isNull();
                }
            }
            assertThat(inside.count()).isZero();
            assertThat(log.text()).contains("promptgate.upstream.allow");
        }
    }

    @Test
    void callsWhatTheOperatorNamesByHost() {
        try (StubUpstream inside = StubUpstream.start();
                TestGateway gateway = TestGateway.start(Map.of(
                        "promptgate.upstream.allow", "LOCALHOST",
                        "promptgate.providers.groq.base-url", "http://localhost:" + inside.port() + "/v1",
                        "promptgate.providers.openai.base-url", "http://127.0.0.1:" + inside.port() + "/v1"))) {
            // When
            Got byName = gateway.api().chat(Api.ask("groq:m"));
            Got byAddress = gateway.api().chat(Api.ask("openai:m"));

            // Then
            assertThat(byName.status()).isEqualTo(200);
            assertThat(inside.last().header("host")).hasValue("localhost:" + inside.port());
            assertThat(byAddress.status()).isEqualTo(502);
            assertThat(inside.count()).isEqualTo(1);
        }
    }

    @Test
    void callsWhatTheOperatorNamesByAddress() {
        try (TestGateway gateway = TestGateway.start(Map.of("promptgate.upstream.allow", "127.0.0.1"))) {
            assertThat(gateway.api().chat(Api.ask("fast")).status()).isEqualTo(200);
        }
    }
}
