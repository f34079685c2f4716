package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.testkit.Reply;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BodyPolicyTest {
    private static final Reply ODD_STREAM = Reply.sse(Chunk.text("aé世😀".repeat(100)), Chunk.FINISH, Chunk.DONE);

    @Test
    void errorsKeepsTheBodiesOfFailuresAlone() {
        try (TestGateway gateway = TestGateway.start(Map.of("promptgate.record.bodies", "errors"))) {
            // Given
            gateway.upstream().next(ODD_STREAM);
            gateway.upstream().next(ODD_STREAM.endedAfter(1));
            gateway.upstream().next(Reply.json(200, "{\"choices\":[]}"));
            gateway.upstream().next(Reply.openAiError(400, "bad"));

            // When
            RequestRecord stream = record(gateway, Api.askStream("fast"));
            RequestRecord torn = record(gateway, Api.askStream("fast"));
            RequestRecord whole = record(gateway, Api.ask("fast"));
            RequestRecord failed = record(gateway, Api.ask("fast"));
            RequestRecord refused = record(gateway, Api.ask("nobody"));

            // Then
            assertThat(stream.requestBody()).isNull();
            assertThat(stream.responseBody()).isNull();
            assertThat(whole.responseBody()).isNull();
            assertThat(text(torn.responseBody())).contains("aé世😀", "upstream_error");
            assertThat(text(failed.requestBody())).isEqualTo(Api.ask("fast"));
            assertThat(text(failed.responseBody())).contains("\"bad\"");
            assertThat(text(refused.requestBody())).isEqualTo(Api.ask("nobody"));
            assertThat(text(refused.responseBody())).contains("model_not_found");
        }
    }

    @Test
    void noneKeepsNoBodies() {
        try (TestGateway gateway = TestGateway.start(Map.of("promptgate.record.bodies", "none"))) {
            // Given
            gateway.upstream().next(ODD_STREAM);
            gateway.upstream().next(Reply.openAiError(400, "bad"));

            // When
            RequestRecord stream = record(gateway, Api.askStream("fast"));
            RequestRecord failed = record(gateway, Api.ask("fast"));

            // Then
            assertThat(stream.requestBody()).isNull();
            assertThat(stream.responseBody()).isNull();
            assertThat(stream.usage()).isNotNull();
            assertThat(failed.requestBody()).isNull();
            assertThat(failed.responseBody()).isNull();
            assertThat(failed.outcome().errorMessage()).isEqualTo("bad");
        }
    }

    @Test
    void theCapCutsBetweenCharacters() {
        for (int cap = 150; cap < 160; cap++) {
            try (TestGateway gateway = TestGateway.start(Map.of("promptgate.record.body-cap", Integer.toString(cap)))) {
                // Given
                gateway.upstream().next(ODD_STREAM);
                String body = Api.ask("fast", "\"stream\":true,\"x\":\"" + "aé世😀".repeat(100) + "\"");

                // When
                Got got = gateway.api().chat(body);

                // Then
                RequestRecord record = gateway.logs().await(got.id());
                assertThat(body).startsWith(text(record.requestBody()));
                assertThat(got.text()).startsWith(text(record.responseBody()));
                for (Body kept : new Body[] {
                    Objects.requireNonNull(record.requestBody()), Objects.requireNonNull(record.responseBody())
                }) {
                    assertThat(kept.truncated()).isTrue();
                    assertThat(kept.bytes().length).isBetween(cap - 3, cap);
                    assertThat(kept.text()).doesNotContain("\uFFFD");
                }
            }
        }
    }

    private static RequestRecord record(TestGateway gateway, String body) {
        return gateway.logs().await(gateway.api().chat(body).id());
    }

    private static String text(@Nullable Body body) {
        return Objects.requireNonNull(body).text();
    }
}
