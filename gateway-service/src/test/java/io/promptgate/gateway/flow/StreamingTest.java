package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamingTest {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final String USAGE_ASKED = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("promptgate.upstream.max-reply", "3M"));
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
    void passesEachEventOnAsItComes() throws IOException {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("one"), Chunk.text("two"), Chunk.FINISH, Chunk.DONE)
                        .stuckAfter(2));

        // When
        HttpResponse<InputStream> open = gateway.api().open(Api.askStream("fast"));

        // Then
        try (InputStream body = open.body()) {
            String begin = Chunk.ROLE + Chunk.text("one");
            assertThat(new String(body.readNBytes(begin.length()), StandardCharsets.UTF_8))
                    .isEqualTo(begin);
        }
        gateway.upstream().last().awaitAborted(SHORT);
    }

    @Test
    void holdsTheHeadBackUntilTheFirstContent() {
        // Given
        gateway.upstream()
                .next(Reply.sse(": thinking\n\n", Chunk.ROLE, Chunk.text("x")).stuckAfter(2));

        // When
        var answer = gateway.api().chatAsync(Api.askStream("fast"));

        // Then
        Awaited.until(
                SHORT,
                () -> gateway.upstream().count() == 1
                        && gateway.upstream().last().sentBytes() > Chunk.ROLE.length());
        assertThat(answer.isDone()).isFalse();
        answer.cancel(true);
        gateway.upstream().last().awaitAborted(SHORT);
    }

    @Test
    void asksForTheUsageAndHidesItFromWhoDidNot() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.ROLE, Chunk.text("hi"), Chunk.FINISH, Chunk.USAGE, Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.askStream("cheap"));

        // Then
        assertThat(gateway.upstream().last().text()).contains("\"stream_options\":{\"include_usage\":true}");
        assertThat(got.text()).isEqualTo(Chunk.ROLE + Chunk.text("hi") + Chunk.FINISH + Chunk.DONE);
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.usage()).isEqualTo(new Usage(40, 60, 100, 8, 0, 5, false));
        assertThat(record.cost().usd()).isNotNull();
        assertThat(record.outcome().ended()).isEqualTo(Ended.COMPLETE);
        assertThat(record.asked().stream()).isTrue();
    }

    @Test
    void showsTheUsageToWhoAsked() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.text("hi"), Chunk.FINISH, Chunk.USAGE, Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.ask("fast", USAGE_ASKED));

        // Then
        assertThat(got.text()).isEqualTo(Chunk.text("hi") + Chunk.FINISH + Chunk.USAGE + Chunk.DONE);
        assertThat(gateway.logs().await(got.id()).usage()).isNotNull();
    }

    @Test
    void addsDoneWhereTheProviderForgotItAfterAFinish() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.text("hi"), Chunk.FINISH));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.text()).isEqualTo(Chunk.text("hi") + Chunk.FINISH + Chunk.DONE);
        assertThat(gateway.logs().await(got.id()).outcome().ok()).isTrue();
    }

    @Test
    void completesALastEventWhoseBlankLineIsMissing() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.text("hi"), Chunk.FINISH.stripTrailing()));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.text()).isEqualTo(Chunk.text("hi") + Chunk.FINISH + Chunk.DONE);
    }

    @Test
    void sendsNothingBehindDone() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.text("hi"), Chunk.FINISH, Chunk.DONE, Chunk.text("ghost"), Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.text()).isEqualTo(Chunk.text("hi") + Chunk.FINISH + Chunk.DONE);
    }

    @Test
    void letsGoOfAProviderThatSaysNothingMoreAfterDone() {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.text("hi"), Chunk.FINISH, Chunk.DONE).stuckAfter(3));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.text()).endsWith(Chunk.DONE);
        assertThat(gateway.logs().await(got.id()).outcome().ok()).isTrue();
        gateway.upstream().last().awaitAborted(SHORT);
    }

    @Test
    void passesAWholeReplyOnWhereAProviderDoesNotStream() {
        // Given
        String reply = "{\"choices\":[{\"message\":{\"content\":\"hi\"}}],\"usage\":{\"prompt_tokens\":3}}";
        gateway.upstream().next(Reply.json(200, reply));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("content-type")).isEqualTo("application/json");
        assertThat(got.text()).isEqualTo(reply);
        assertThat(gateway.logs().await(got.id()).usage()).isEqualTo(Usage.of(3, 0));
    }

    @Test
    void refusesAStreamThatNobodyAskedFor() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.text("hi"), Chunk.FINISH, Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(502);
        assertThat(got.error("code")).isEqualTo("upstream_invalid_response");
    }

    @Test
    void knowsAStreamByItsContentTypeInAnyCase() {
        // Given
        Reply reply = Reply.sse(Chunk.text("hi"), Chunk.FINISH, Chunk.DONE);
        gateway.upstream().next(reply.header("content-type", "Text/Event-Stream; charset=UTF-8"));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.header("content-type")).isEqualTo("text/event-stream");
        assertThat(got.text()).isEqualTo(Chunk.text("hi") + Chunk.FINISH + Chunk.DONE);
    }

    @Test
    void passesAnEventOfAMegabyteOn() {
        // Given
        String big = Chunk.text("x".repeat(1024 * 1024));
        gateway.upstream().next(Reply.sse(big, Chunk.FINISH, Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.text()).isEqualTo(big + Chunk.FINISH + Chunk.DONE);
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.responseBody()).isNotNull();
        assertThat(record.responseBody().truncated()).isTrue();
        assertThat(record.responseBody().bytes()).hasSize(256 * 1024);
    }

    @Test
    void breaksOffAtAnEventBeyondTheBound() {
        // Given
        String tooBig = Chunk.text("x".repeat(4 * 1024 * 1024));
        gateway.upstream().next(Reply.sse(tooBig, Chunk.FINISH, Chunk.DONE));
        gateway.upstream().next(Reply.sse(Chunk.text("hi"), tooBig, Chunk.FINISH, Chunk.DONE));

        // When
        Got first = gateway.api().chat(Api.askStream("fast"));
        Got second = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(first.status()).isEqualTo(502);
        assertThat(first.error("code")).isEqualTo("upstream_invalid_response");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.events().getLast()).contains("upstream_invalid_response");
    }

    @Test
    void boundsWhatIsHeldBackBeforeTheFirstContent() {
        // Given
        String comment = ": " + "x".repeat(100_000) + "\n\n";
        gateway.upstream().next(Reply.sse(Collections.nCopies(60, comment)));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.status()).isEqualTo(502);
        assertThat(got.error("code")).isEqualTo("upstream_invalid_response");
    }

    @Test
    void recordsTheTimeToTheFirstContent() {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("hi"), Chunk.FINISH, Chunk.DONE)
                        .bodyAfter(Duration.ofMillis(60))
                        .gap(Duration.ofMillis(60)));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.timing().ttftMs()).isBetween(120L, record.timing().latencyMs());
        long upstream = record.served().attempts().getFirst().latencyMs();
        assertThat(upstream).isGreaterThanOrEqualTo(180);
        assertThat(record.timing().overheadMs()).isBetween(0.0, record.timing().latencyMs() - upstream + 2.0);
    }

    @Test
    void relaysManyStreamsAtOnce() {
        // Given
        String stream = Chunk.ROLE + Chunk.text("tick").repeat(40) + Chunk.FINISH + Chunk.DONE;
        gateway.upstream().always("/", Reply.sse(stream).splitEvery(173).gap(Duration.ofMillis(1)));

        // When
        var answers = IntStream.range(0, 200)
                .mapToObj(_ -> gateway.api().chatAsync(Api.askStream("fast")))
                .toList();

        // Then
        answers.forEach(answer -> assertThat(answer.join().text()).isEqualTo(stream));
    }

    @Test
    void saysWhoServedInTheHeaders() {
        // When
        Got got = gateway.api().chat(Api.askStream("promptgate:cheap"));

        // Then
        assertThat(got.header("x-promptgate-provider")).isEqualTo("openai");
        assertThat(got.header("x-promptgate-model")).isEqualTo("gpt-4o-mini");
        assertThat(got.header("x-promptgate-attempts")).isEqualTo("1");
        assertThat(got.header("x-promptgate-revision")).isEqualTo("1");
        assertThat(got.header("cache-control")).isEqualTo("no-cache");
        assertThat(gateway.logs().await(got.id()).asked().alias()).isEqualTo("cheap");
    }
}
