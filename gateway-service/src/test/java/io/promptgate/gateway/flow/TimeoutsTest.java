package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three clocks of a call, and the bound on calls that wait. */
final class TimeoutsTest {
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static ServerSocket full;
    private static ServerSocket silent;
    private static final List<Socket> WAITING = new ArrayList<>();
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        gateway = TestGateway.start(Map.of(
                "promptgate.providers.together.base-url", "https://127.0.0.1:" + silent.getLocalPort() + "/v1",
                "promptgate.providers.xai.base-url", "http://127.0.0.1:" + full.getLocalPort() + "/v1",
                "promptgate.upstream.connect-timeout", "200ms",
                "promptgate.upstream.first-byte-timeout", "600ms",
                "promptgate.upstream.idle-timeout", "500ms",
                "promptgate.upstream.max-connections", "2",
                "promptgate.upstream.max-waiting", "2"));
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        for (Socket socket : WAITING) {
            socket.close();
        }
        full.close();
        silent.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    /** A server that accepts nothing and whose queue is full leaves new callers without any answer. */
    @Test
    void theConnectionDoesNotStandInTime() throws IOException {
        // Given
        boolean queued = true;
        while (queued) {
            Socket socket = new Socket();
            WAITING.add(socket);
            try {
                socket.connect(full.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException _) {
                queued = false;
            }
        }

        // When
        Got got = gateway.api().chat(Api.ask("xai:grok"));

        // Then
        assertThat(got.status()).isEqualTo(504);
        assertThat(got.error("code")).isEqualTo("upstream_timeout");
        assertThat(got.error("message")).isEqualTo("The provider xai could not be connected to in time.");
        assertThat(gateway.logs().await(got.id()).timing().latencyMs()).isGreaterThanOrEqualTo(190);
    }

    /** The kernel accepts for a server that never answers the handshake. */
    @Test
    void theTlsConnectionDoesNotStandInTime() {
        // Given
        gateway.api().chat(Api.ask("together:x")); // the first call of all loads what TLS needs

        // When
        Got got = gateway.api().chat(Api.ask("together:x"));

        // Then
        assertThat(got.status()).isEqualTo(504);
        assertThat(got.error("code")).isEqualTo("upstream_timeout");
        assertThat(got.error("message")).isEqualTo("The provider together could not be connected to in time.");
        assertThat(gateway.logs().await(got.id()).timing().latencyMs()).isGreaterThanOrEqualTo(190);
    }

    @Test
    void aClientLeavesWhileTheConnectionIsMade() {
        // Given
        int before = gateway.settled();

        // When
        RawClient.connect(gateway)
                .send(RawClient.chat(gateway, Api.ask("together:x")))
                .close();

        // Then
        RequestRecord record = gateway.logs().awaitAfter(before);
        assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
    }

    @Test
    void theHeadDoesNotComeInTime() {
        for (String body : List.of(Api.ask("fast"), Api.askStream("fast"))) {
            // Given
            gateway.upstream().next(Reply.blackHole());

            // When
            Got got = gateway.api().chat(body);

            // Then
            assertThat(got.status()).isEqualTo(504);
            assertThat(got.error("code")).isEqualTo("upstream_timeout");
            assertThat(got.error("message")).contains("groq", "600 ms");
            assertThat(got.header("x-promptgate-provider")).isEqualTo("groq");
            assertThat(got.header("x-promptgate-attempts")).isEqualTo("1");
            gateway.upstream().last().awaitAborted(SHORT);
            RequestRecord record = gateway.logs().await(got.id());
            assertThat(record.outcome().errorCode()).isEqualTo("upstream_timeout");
            assertThat(record.served().attempts().getFirst().latencyMs()).isGreaterThanOrEqualTo(590);
        }
    }

    @Test
    void aLateHeadIsInTime() {
        // Given
        gateway.upstream()
                .next(Reply.json(200, "{\"choices\":[]}")
                        .after(Duration.ofMillis(150))
                        .bodyAfter(Duration.ofMillis(150)));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(200);
    }

    @Test
    void aWholeReplyPausesTooLong() {
        // Given
        gateway.upstream()
                .next(Reply.json(200, "{\"choices\":[]}").splitEvery(5).stuckAfter(1));

        // When
        Got got = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(504);
        assertThat(got.error("code")).isEqualTo("upstream_timeout");
        assertThat(got.error("message")).contains("500 ms");
        gateway.upstream().last().awaitAborted(SHORT);
        assertThat(gateway.logs().await(got.id()).served().attempts().getFirst().httpStatus())
                .isEqualTo(200);
    }

    @Test
    void aStreamPausesTooLongBeforeItsFirstContent() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.ROLE, Chunk.text("x")).stuckAfter(1));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.status()).isEqualTo(504);
        assertThat(got.error("code")).isEqualTo("upstream_timeout");
        gateway.upstream().last().awaitAborted(SHORT);
    }

    @Test
    void aStreamPausesTooLongAfterContent() {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("x"), Chunk.FINISH).stuckAfter(2));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).startsWith(Chunk.ROLE + Chunk.text("x")).doesNotContain("[DONE]");
        assertThat(got.events().getLast()).contains("upstream_timeout");
        gateway.upstream().last().awaitAborted(SHORT);
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.outcome().ended()).isEqualTo(Ended.UPSTREAM_CUT);
        assertThat(record.usage()).isNotNull();
        assertThat(record.usage().estimated()).isTrue();
    }

    @Test
    void aSlowStreamThatGoesOnIsInTime() {
        // Given
        String[] events = new String[14];
        Arrays.fill(events, Chunk.text("x"));
        events[12] = Chunk.FINISH;
        events[13] = Chunk.DONE;
        gateway.upstream().next(Reply.sse(events).gap(Duration.ofMillis(60)));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(got.text()).endsWith(Chunk.DONE);
        assertThat(gateway.logs().await(got.id()).timing().latencyMs()).isGreaterThan(600);
    }

    @Test
    void aClientThatDoesNotReadIsNotTheProvidersPause() {
        // Given
        String event = Chunk.text("x".repeat(256 * 1024));
        String[] events = new String[100];
        Arrays.fill(events, event);
        events[98] = Chunk.FINISH;
        events[99] = Chunk.DONE;
        gateway.upstream().next(Reply.sse(events));
        RawClient client = RawClient.connect(gateway, 16 * 1024).send(RawClient.chat(gateway, Api.askStream("fast")));
        Awaited.until(SHORT, () -> gateway.upstream().count() == 1);
        long idleSince = System.nanoTime();

        // When
        Awaited.until(
                SHORT,
                () -> System.nanoTime() - idleSince > Duration.ofMillis(900).toNanos());

        // Then
        assertThat(gateway.upstream().last().abortedAt()).isEmpty();
        assertThat(client.readUntil("data: [DONE]\n\n\r\n0\r\n\r\n")).doesNotContain("error");
        client.close();
    }

    @Test
    void tooManyCallsAtOnceAreTurnedAway() {
        // Given
        gateway.upstream().always("/groq", Reply.json(200, "{\"choices\":[]}").after(Duration.ofMillis(120)));

        // When
        List<CompletableFuture<Got>> answers = IntStream.range(0, 12)
                .mapToObj(_ -> gateway.api().chatAsync(Api.ask("fast")))
                .toList();
        List<Got> got = answers.stream().map(CompletableFuture::join).toList();

        // Then
        List<Got> turnedAway =
                got.stream().filter(answer -> answer.status() == 503).toList();
        assertThat(got.stream().filter(answer -> answer.status() == 200).count())
                .isGreaterThanOrEqualTo(4);
        assertThat(turnedAway).isNotEmpty().hasSizeLessThanOrEqualTo(8);
        turnedAway.forEach(answer -> {
            assertThat(answer.error("code")).isEqualTo("overloaded");
            assertThat(answer.header("retry-after")).isEqualTo("1");
        });
        assertThat(gateway.api().chat(Api.ask("cheap")).status()).isEqualTo(200);
    }

    @Test
    void aCallThatWaitsForAConnectionIsNotForgotten() {
        // Given
        gateway.upstream()
                .always(
                        "/groq",
                        Reply.sse(
                                        Chunk.text("x"),
                                        Chunk.text("x"),
                                        Chunk.text("x"),
                                        Chunk.text("x"),
                                        Chunk.FINISH,
                                        Chunk.DONE)
                                .gap(Duration.ofMillis(200)));
        List<CompletableFuture<Got>> long2 = IntStream.range(0, 2)
                .mapToObj(_ -> gateway.api().chatAsync(Api.askStream("fast")))
                .toList();
        Awaited.until(SHORT, () -> gateway.upstream().count() == 2);

        // When
        Got waited = gateway.api().chat(Api.ask("fast"));

        // Then
        assertThat(waited.status()).isEqualTo(504);
        assertThat(waited.error("code")).isEqualTo("upstream_timeout");
        long2.forEach(answer -> assertThat(answer.join().text()).endsWith(Chunk.DONE));
        gateway.upstream().reset();
        assertThat(gateway.api().chat(Api.ask("fast")).status()).isEqualTo(200);
        assertThat(gateway.upstream().count()).isEqualTo(1);
    }
}
