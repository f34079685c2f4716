package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StubUpstreamTest {
    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final StubUpstream stub = StubUpstream.start();
    private final Caller caller = new Caller(stub);

    @AfterEach
    void stop() {
        caller.close();
        stub.close();
    }

    @Test
    void recordsExactlyWhatCame() throws Exception {
        // Given
        String odd = "{ \"model\" : \"m\\u0041\",\n\"messages\":[{\"role\":\"user\",\"content\":\"é\"}] }";

        // When
        caller.send(caller.post("/groq/openai/v1/chat/completions?a=b", odd)
                .header("Authorization", "Bearer k")
                .header("X-Two", "1")
                .header("x-two", "2")
                .build());

        // Then
        Received last = stub.last();
        assertThat(last.method()).isEqualTo("POST");
        assertThat(last.path()).isEqualTo("/groq/openai/v1/chat/completions");
        assertThat(last.query()).isEqualTo("a=b");
        assertThat(last.header("authorization")).hasValue("Bearer k");
        assertThat(last.headers().get("X-TWO")).containsExactly("1", "2");
        assertThat(last.body()).isEqualTo(odd.getBytes(StandardCharsets.UTF_8));
        assertThat(stub.count("/groq")).isOne();
        assertThat(stub.count("/openai")).isZero();
    }

    @Test
    void answersFromTheQueueThenByPrefixThenAsUsual() throws Exception {
        // Given
        stub.always("/openai", Reply.openAiError(500, "by prefix"));
        stub.next(Reply.json(200, "\"first\""));
        stub.next(Reply.openAiError(429, "second").header("retry-after", "7"));

        // When
        HttpResponse<String> first = caller.openAi(CHAT);
        HttpResponse<String> second = caller.openAi(CHAT);
        HttpResponse<String> third = caller.openAi(CHAT);
        stub.reset();
        HttpResponse<String> usual = caller.openAi(CHAT);

        // Then
        assertThat(first.body()).isEqualTo("\"first\"");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("retry-after")).hasValue("7");
        assertThat(third.body()).contains("by prefix").contains("server_error");
        assertThat(usual.statusCode()).isEqualTo(200);
        assertThat(stub.count()).isOne();
    }

    @Test
    void waitsBeforeHeadAndBodyAndBetweenChunks() throws Exception {
        // Given
        stub.next(stub.mock().to(request()).after(Duration.ofMillis(100)).bodyAfter(Duration.ofMillis(100)));
        stub.next(Reply.sse("a\n\n", "b\n\n", "c\n\n").gap(Duration.ofMillis(100)));

        // When
        long start = System.nanoTime();
        caller.openAi(CHAT);
        long whole = System.nanoTime();
        HttpResponse<String> stream = caller.openAi(CHAT);
        long streamed = System.nanoTime();

        // Then
        assertThat(Duration.ofNanos(whole - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(Duration.ofNanos(streamed - whole)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(stream.body()).isEqualTo("a\n\nb\n\nc\n\n");
    }

    @Test
    void tearsAStreamAfterItsFirstChunks() throws Exception {
        // Given
        stub.next(Reply.sse("data: 1\n\n", "data: 2\n\n", "data: 3\n\n").tornAfter(2));

        // When
        StringBuilder read = new StringBuilder();
        try (Socket socket = rawRequest()) {
            assertThatThrownBy(() -> readAll(socket, read))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }

        // Then
        assertThat(read).contains("data: 1").contains("data: 2").doesNotContain("data: 3");
        assertThat(stub.last().abortedAt()).isEmpty();
    }

    @Test
    void tearsAWholeBody() throws Exception {
        // Given
        stub.next(Reply.json(200, "0123456789").splitEvery(5).tornAfter(1));

        // When
        StringBuilder read = new StringBuilder();
        try (Socket socket = rawRequest()) {
            assertThatThrownBy(() -> readAll(socket, read)).isInstanceOf(SocketException.class);
        }

        // Then
        assertThat(read.toString()).contains("content-length: 10").endsWith("01234");
    }

    @Test
    void closesInTheMiddleOrWithoutAnAnswer() throws Exception {
        // Given
        stub.next(Reply.sse("data: 1\n\n", "data: 2\n\n").closedAfter(1));
        stub.next(Reply.hangUp());

        // When
        StringBuilder half = new StringBuilder();
        try (Socket socket = rawRequest()) {
            readAll(socket, half);
        }
        StringBuilder none = new StringBuilder();
        try (Socket socket = rawRequest()) {
            readAll(socket, none);
        }

        // Then
        assertThat(half.toString()).contains("data: 1").doesNotEndWith("0\r\n\r\n");
        assertThat(none).isEmpty();
    }

    @Test
    void endsAStreamCleanlyWithoutDone() throws Exception {
        // Given
        stub.next(Reply.sse("data: 1\n\n", "data: [DONE]\n\n").endedAfter(1));

        // When
        HttpResponse<String> response = caller.openAi(CHAT);

        // Then
        assertThat(response.body()).isEqualTo("data: 1\n\n");
    }

    @Test
    void seesTheClientLeaveABlackHole() throws Exception {
        // Given
        stub.next(Reply.blackHole());

        // When
        CompletableFuture<HttpResponse<String>> call = caller.async(CHAT);
        await().until(() -> stub.count() == 1);
        call.cancel(true);

        // Then
        assertThat(stub.last().awaitAborted(SOON)).isAfter(stub.last().at());
    }

    @Test
    void seesTheClientLeaveInTheMiddleOfAStream() throws Exception {
        // Given
        stub.next(Reply.sse("data: 1\n\n", "data: 2\n\n").stuckAfter(1));

        // When
        try (InputStream body = caller.open().body()) {
            assertThat(body.read()).isEqualTo('d');
        }

        // Then
        stub.last().awaitAborted(SOON);
        assertThat(stub.last().endedAt()).isEmpty();
    }

    @Test
    void stopsWritingWhileTheClientDoesNotRead() throws Exception {
        // Given
        byte[] chunk = new byte[64 * 1024];
        stub.next(Reply.stream(200, "text/event-stream", Collections.nCopies(100_000, chunk)));

        // When
        try (InputStream _ = caller.open().body()) {
            Received received = stub.last();

            // Then
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(20))
                    .until(new Standstill(received)::holds);
            assertThat(received.sentBytes()).isBetween(1L, 64L * 1024 * 1024);
        }
    }

    @Test
    void sendsTheSameBytesHoweverTheyAreCut() throws Exception {
        // Given
        Reply reply = Reply.sse("data: {\"é\":\"👋\"}\r\n\r\n", "data: [DONE]\n\n");
        byte[] body = reply.body();
        stub.next(reply.splitEvery(3));
        stub.next(reply.dribble(Duration.ofMillis(1)));
        stub.next(reply.gzip());

        // When
        byte[] split = caller.bytes().body();
        byte[] dribbled = caller.bytes().body();
        HttpResponse<byte[]> zipped = caller.bytes();

        // Then
        assertThat(split).isEqualTo(body);
        assertThat(dribbled).isEqualTo(body);
        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(body);
    }

    @Test
    void cutsAtEveryPosition() throws Exception {
        Reply reply = Reply.sse("data: é\n\n", "data: [DONE]\n\n");
        for (int position = 0; position <= reply.body().length; position++) {
            // Given
            stub.next(reply.splitAt(position));

            // When
            byte[] body = caller.bytes().body();

            // Then
            assertThat(body).isEqualTo(reply.body());
        }
    }

    @Test
    void servesManyCallersAndCountsThem() {
        // When
        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 2_000).mapToObj(_ -> caller.async(CHAT)).toList();

        // Then
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
        assertThat(stub.count()).isEqualTo(2_000);
        assertThat(stub.received()).hasSize(2_000);
    }

    @Test
    void holdsManySlowStreamsAtOnce() {
        // Given
        stub.always("/", Reply.sse("data: 1\n\n", "data: 2\n\n").gap(Duration.ofMillis(500)));

        // When
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 200).mapToObj(_ -> caller.async(CHAT)).toList();
        calls.forEach(CompletableFuture::join);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void keepsNothingWhenRecordingIsOff() throws Exception {
        // Given
        stub.record(false);

        // When
        caller.openAi(CHAT);

        // Then
        assertThat(stub.received()).isEmpty();
        assertThat(stub.count()).isZero();
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() -> StubUpstream.start(stub.port()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Integer.toString(stub.port()));
    }

    private static Received request() {
        return new Received("POST", "/ollama/v1/chat/completions", "", Map.of(), CHAT.getBytes(StandardCharsets.UTF_8));
    }

    private Socket rawRequest() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), stub.port());
        socket.setSoTimeout(5_000);
        socket.getOutputStream()
                .write("POST /openai/v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void readAll(Socket socket, StringBuilder into) throws IOException {
        byte[] buffer = new byte[4096];
        InputStream in = socket.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            into.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
    }

    /** Whether the sent bytes are the same as at the last look. */
    private static final class Standstill {
        private final Received received;
        private long before = -1;

        Standstill(Received received) {
            this.received = received;
        }

        boolean holds() {
            long now = received.sentBytes();
            boolean still = now == before;
            before = now;
            return still;
        }
    }
}
