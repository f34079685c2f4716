package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of a stream that breaks, or whose provider says that it failed. */
final class StreamBreaksTest {
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void answersABreakBeforeTheFirstContentWithAnOrdinaryError(int chunks) {
        for (Reply reply : List.of(
                preamble().tornAfter(chunks),
                preamble().closedAfter(chunks),
                preamble().endedAfter(chunks))) {
            // Given
            gateway.upstream().next(reply);

            // When
            Got got = gateway.api().chat(Api.askStream("fast"));

            // Then
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.header("content-type")).isEqualTo("application/json");
            assertThat(got.error("code")).isEqualTo("upstream_error");
            assertThat(got.header("x-promptgate-provider")).isEqualTo("groq");
            RequestRecord record = gateway.logs().await(got.id());
            assertThat(record.outcome().httpStatus()).isEqualTo(502);
            assertThat(record.outcome().errorCode()).isEqualTo("upstream_error");
            assertThat(record.usage()).isNull();
            assertThat(record.timing().ttftMs()).isNull();
        }
    }

    @Test
    void endsABrokenStreamWithOneErrorAndNoFinish() {
        Reply whole = Reply.sse(Chunk.ROLE, Chunk.text("half"), Chunk.FINISH, Chunk.DONE);
        for (Reply reply : List.of(whole.tornAfter(2), whole.closedAfter(2), whole.endedAfter(2))) {
            // Given
            gateway.upstream().next(reply);

            // When
            Got got = gateway.api().chat(Api.askStream("fast"));

            // Then
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.text()).startsWith(Chunk.ROLE + Chunk.text("half")).doesNotContain("[DONE]", "\"stop\"");
            assertThat(got.events()).hasSize(3);
            assertThat(got.events().getLast()).startsWith("{\"error\":{").contains("upstream_error");
            RequestRecord record = gateway.logs().await(got.id());
            assertThat(record.outcome().ended()).isEqualTo(Ended.UPSTREAM_CUT);
            assertThat(record.outcome().errorCode()).isEqualTo("upstream_error");
            assertThat(record.outcome().httpStatus()).isEqualTo(200);
            assertThat(record.usage()).isNotNull();
            assertThat(record.usage().estimated()).isTrue();
            assertThat(record.served().attempts().getFirst().errorCode()).isEqualTo("upstream_error");
        }
    }

    @Test
    void dropsTheHalfEventOfAStreamThatBrokeOff() {
        String half = "data: {\"id\":\"c\",\"x\":\"a half";
        for (Reply reply :
                List.of(Reply.sse(Chunk.text("half"), half, "x").tornAfter(2), Reply.sse(Chunk.text("half"), half))) {
            // Given
            gateway.upstream().next(reply);

            // When
            Got got = gateway.api().chat(Api.askStream("fast"));

            // Then
            assertThat(got.text())
                    .startsWith(Chunk.text("half") + "data: {\"error\":{")
                    .doesNotContain(half);
            assertThat(got.events()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            data: {"error":{"message":"slow down","type":"rate_limit_error","code":null}}; 429; slow down
            data: {"error":{"message":"no","type":"invalid_request_error","param":"tools"}}; 400; no
            data: {"error":{"message":"broke","code":502}}; 502; failed with status 502
            data: {"error":{"message":"broke","type":"server_error"}}; 502; failed with status 502
            data: {"error":"just text"}; 502; failed with status 502
            event: error\\ndata: {"message":"bad","type":"invalid_request_error"}; 400; bad
            event: error\\ndata: no json; 502; failed with status 502
            data: {"error":{"message":"no credit","code":402}}; 502; refused the gateway's credential
            """)
    void answersAnErrorEventBeforeTheFirstContentWithItsStatus(String event, int status, String words) {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, event.replace("\\n", "\n") + "\n\n", Chunk.text("ghost"), Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.error("message")).contains(words);
        assertThat(got.text()).doesNotContain("ghost");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void passesAnErrorEventAfterContentOnAsTheLast(int deltas) {
        // Given
        String content = Chunk.text("some").repeat(deltas);
        gateway.upstream()
                .next(Reply.sse(
                        content,
                        "event: error\ndata: {\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\"}}\n\n",
                        Chunk.FINISH,
                        Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.text()).startsWith(content + "data: {\"error\":{").doesNotContain("[DONE]", "\"stop\"");
        assertThat(got.events()).hasSize(deltas + 1);
        assertThat(got.events().getLast()).contains("slow down", "rate_limit_error");
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.outcome().ended()).isEqualTo(Ended.UPSTREAM_CUT);
        assertThat(record.outcome().errorMessage()).contains("slow down");
    }

    private static Reply preamble() {
        return Reply.sse(": thinking\n\n", Chunk.ROLE, Chunk.text("never sent"), Chunk.DONE);
    }
}
