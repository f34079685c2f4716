package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.testkit.Reply;
import java.util.List;
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

    @Test
    void theCapCutsNoSecretAndNoMatchOpen() {
        for (int cap = 130; cap < 190; cap += 3) {
            try (TestGateway gateway = TestGateway.start(Map.of("promptgate.record.body-cap", Integer.toString(cap)))) {
                // Given: a key and a card number where the caps fall, in what is asked and in what is answered
                gateway.publish(gateway.project()
                        .logging(new Logging(
                                null, null, null, null, List.of(new RedactPattern("card", "(\\d{4}-){3}\\d{4}")))));
                String planted = TestGateway.GROQ_KEY + "4111-1111-1111-1111" + "y".repeat(300);
                gateway.upstream()
                        .next(Reply.sse("data: {\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(90) + planted
                                + "\"}}]}\n\n"));

                // When
                RequestRecord record = record(
                        gateway, Api.ask("fast", "\"stream\":true,\"user\":\"" + "x".repeat(40) + planted + "\""));

                // Then
                assertThat(text(record.requestBody())).contains("xxx").doesNotContain("gsk", "4");
                assertThat(text(record.responseBody())).contains("xxx").doesNotContain("gsk", "4");
            }
        }
    }

    @Test
    void aProjectHasLessKeptThanTheGatewayWouldAndNeverMore() {
        try (TestGateway gateway =
                TestGateway.start(Map.of("promptgate.record.bodies", "errors", "promptgate.record.body-cap", "50"))) {
            // Given
            Logging all = new Logging(Bodies.FULL, 1_000_000, null, null, List.of());
            Logging none = new Logging(Bodies.NONE, null, null, null, List.of());
            Logging little = new Logging(null, 10, null, null, List.of());
            gateway.publish(gateway.project().logging(all));
            RequestRecord fine = record(gateway, Api.ask("fast"));
            RequestRecord failed = record(gateway, Api.ask("nobody"));

            // When
            gateway.publish(gateway.project().logging(none));
            RequestRecord without = record(gateway, Api.ask("nobody"));
            gateway.publish(gateway.project().logging(little));
            RequestRecord short10 = record(gateway, Api.ask("nobody"));

            // Then
            assertThat(fine.requestBody()).isNull();
            assertThat(text(failed.responseBody())).hasSize(50);
            assertThat(without.requestBody()).isNull();
            assertThat(without.responseBody()).isNull();
            assertThat(text(short10.requestBody())).isEqualTo(Api.ask("nobody").substring(0, 10));
        }
    }

    @Test
    void whatAProjectsPatternsFindIsNotKeptAndJsonStaysJson() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            gateway.publish(gateway.project()
                    .logging(new Logging(
                            null, null, null, null, List.of(new RedactPattern("card", "\\d{4}-\\d{4}-\\d{4}")))));
            gateway.upstream()
                    .next(Reply.sse(Chunk.text("no 1111-22"), Chunk.text("22-3333!"), Chunk.FINISH, Chunk.DONE));
            gateway.upstream().next(Reply.openAiError(400, "what is 1111-2222-3333?"));
            String ask = Api.ask("fast", "\"stream\":true,\"user\":\"card 1111-2222-3333\"");

            // When
            Got streamed = gateway.api().chat(ask);
            Got failed = gateway.api().chat(ask);

            // Then
            assertThat(streamed.text()).contains("1111-22").contains("22-3333!"); // the client has it all
            RequestRecord stream = gateway.logs().await(streamed.id());
            RequestRecord error = gateway.logs().await(failed.id());
            assertThat(text(stream.requestBody())).isEqualTo(ask.replace("1111-2222-3333", "[redacted:card]"));
            assertThat(Objects.requireNonNull(stream.requestBody()).json()).isTrue();
            assertThat(text(stream.responseBody()))
                    .contains("no [redacted:card]", "\"!\"")
                    .doesNotContain("3333");
            assertThat(error.outcome().errorMessage()).isEqualTo("what is [redacted:card]?");
            assertThat(text(error.responseBody())).contains("what is [redacted:card]?");
        }
    }

    @Test
    void aPatternThatCannotBeUsedKeepsNoBodiesAtAll() {
        try (TestGateway gateway = TestGateway.start()) {
            // When
            gateway.publish(gateway.project()
                    .logging(new Logging(null, null, null, null, List.of(new RedactPattern("bad", "(")))));

            // Then
            assertThat(record(gateway, Api.ask("fast")).requestBody()).isNull();
        }
    }

    private static RequestRecord record(TestGateway gateway, String body) {
        return gateway.logs().await(gateway.api().chat(body).id());
    }

    private static String text(@Nullable Body body) {
        return Objects.requireNonNull(body).text();
    }
}
