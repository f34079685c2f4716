package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Received;
import io.promptgate.testkit.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the client goes away, the call of the provider is cancelled within a second, and what was used is booked. */
final class ClientGoneTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int KIB = 1024;

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

    /** The ways of leaving. */
    enum Leaving {
        CLOSE(RawClient::close),
        RESET(RawClient::reset);

        private final Consumer<RawClient> way;

        Leaving(Consumer<RawClient> way) {
            this.way = way;
        }
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheProvidersHead(Leaving leaving) {
        for (String body : List.of(Api.ask("fast"), Api.askStream("fast"))) {
            // Given
            gateway.upstream().next(Reply.blackHole());
            int before = gateway.settled();
            RawClient client = RawClient.connect(gateway).send(RawClient.chat(gateway, body));
            Received received = awaitReceived();

            // When
            leaving.way.accept(client);

            // Then
            received.awaitAborted(SECOND);
            RequestRecord record = gateway.logs().awaitAfter(before);
            assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
            assertThat(record.outcome().httpStatus()).isEqualTo(499);
            assertThat(record.outcome().ok()).isTrue();
            assertThat(record.served().attempts()).hasSize(1);
            assertThat(record.served().attempts().getFirst().httpStatus()).isNull();
            assertThat(record.usage()).isNull();
            gateway.upstream().reset();
        }
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheFirstContent(Leaving leaving) {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.ROLE, Chunk.text("x")).stuckAfter(1));
        int before = gateway.settled();
        RawClient client = RawClient.connect(gateway).send(RawClient.chat(gateway, Api.askStream("fast")));
        Received received = awaitReceived();
        Awaited.until(SHORT, () -> received.sentBytes() > 0);

        // When
        leaving.way.accept(client);

        // Then
        received.awaitAborted(SECOND);
        RequestRecord record = gateway.logs().awaitAfter(before);
        assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
        assertThat(record.timing().ttftMs()).isNull();
        assertThat(record.usage()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void inTheMiddleOfAStream(Leaving leaving) {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("twelve chars")).stuckAfter(2));
        int before = gateway.settled();
        RawClient client = RawClient.connect(gateway).send(RawClient.chat(gateway, Api.askStream("fast")));
        client.readUntil("twelve chars");
        Received received = gateway.upstream().last();

        // When
        leaving.way.accept(client);

        // Then
        received.awaitAborted(SECOND);
        RequestRecord record = gateway.logs().awaitAfter(before);
        assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
        assertThat(record.outcome().httpStatus()).isEqualTo(200);
        assertThat(record.served().attempts().getFirst().httpStatus()).isEqualTo(200);
        assertThat(record.timing().ttftMs()).isNotNull();
        assertThat(record.usage()).isNotNull();
        assertThat(record.usage().estimated()).isTrue();
        assertThat(record.usage().completion()).isEqualTo(3);
        assertThat(record.usage().prompt()).isBetween(7L, 12L);
        assertThat(record.responseBody()).isNotNull();
        assertThat(record.responseBody().text()).contains("twelve chars");
    }

    @Test
    void inTheMiddleOfAWholeReply() {
        // Given
        byte[] half = "{\"choices\":[".getBytes(StandardCharsets.UTF_8);
        gateway.upstream()
                .next(Reply.stream(200, "application/json", List.of(half, half)).stuckAfter(1));
        int before = gateway.settled();
        RawClient client = RawClient.connect(gateway).send(RawClient.chat(gateway, Api.ask("fast")));
        Received received = awaitReceived();
        Awaited.until(SHORT, () -> received.sentBytes() > 0);

        // When
        client.close();

        // Then
        received.awaitAborted(SECOND);
        RequestRecord record = gateway.logs().awaitAfter(before);
        assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
        assertThat(record.outcome().httpStatus()).isEqualTo(499);
    }

    @ParameterizedTest
    @EnumSource
    void whileItDoesNotRead(Leaving leaving) {
        // Given
        String event = Chunk.text("x".repeat(64 * KIB));
        gateway.upstream().next(Reply.sse(Collections.nCopies(2_000, event)));
        int before = gateway.settled();
        RawClient client = RawClient.connect(gateway, 16 * KIB).send(RawClient.chat(gateway, Api.askStream("fast")));
        Received received = awaitReceived();
        long stalledAt = awaitStalled(received);

        // When
        leaving.way.accept(client);

        // Then
        received.awaitAborted(SECOND);
        assertThat(stalledAt).isLessThan(16L * KIB * KIB);
        RequestRecord record = gateway.logs().awaitAfter(before);
        assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
        assertThat(record.usage()).isNotNull();
        assertThat(record.usage().completion()).isBetween(16L * KIB, stalledAt / 4);
    }

    @Test
    void whileItDoesNotReadAWholeReply() {
        // Given
        String reply = "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(20 * KIB * KIB)
                + "\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":9}}";
        gateway.upstream().next(Reply.json(200, reply));
        int before = gateway.settled();
        RawClient client = RawClient.connect(gateway, 16 * KIB).send(RawClient.chat(gateway, Api.ask("fast")));
        awaitReceived().awaitEnded(SHORT);
        client.readUntil("HTTP/1.1 200 OK");

        // When
        client.close();

        // Then
        RequestRecord record = gateway.logs().awaitAfter(before);
        assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
        assertThat(record.usage()).isNotNull();
        assertThat(record.usage().total()).isEqualTo(16);
    }

    @Test
    void beforeItsOwnBodyWasWhole() {
        // Given
        int before = gateway.settled();
        RawClient client = RawClient.connect(gateway)
                .send(RawClient.chatHead(gateway, "Content-Length: 1000\r\n") + "{\"model\":");

        // When
        client.close();

        // Then
        RequestRecord record = gateway.logs().awaitAfter(before);
        assertThat(record.outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
        assertThat(record.served().attempts()).isEmpty();
        assertThat(gateway.upstream().count()).isZero();
    }

    @Test
    void whileItsCallWaitsForAConnection() {
        try (TestGateway narrow = TestGateway.start(Map.of("promptgate.upstream.max-connections", "1"))) {
            // Given
            narrow.upstream().next(Reply.blackHole());
            RawClient first = RawClient.connect(narrow).send(RawClient.chat(narrow, Api.ask("fast")));
            Awaited.until(SHORT, () -> narrow.upstream().count() == 1);
            RawClient second = RawClient.connect(narrow).send(RawClient.chat(narrow, Api.ask("fast")));
            RawClient third = RawClient.connect(narrow).send(RawClient.chat(narrow, Api.ask("fast")));

            // When
            second.close();
            narrow.logs().awaitCount(1);
            first.close();

            // Then
            assertThat(third.readUntil("200 OK")).isNotEmpty();
            narrow.logs().awaitCount(3);
            assertThat(narrow.upstream().count()).isEqualTo(2);
            assertThat(narrow.logs().records().stream()
                            .filter(record -> record.outcome().ended() == Ended.CLIENT_GONE))
                    .hasSize(2);
        }
    }

    @Test
    void byHttp2() throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            // Given
            gateway.upstream()
                    .next(Reply.sse(Chunk.text("one"), Chunk.text("two")).stuckAfter(1));
            int before = gateway.settled();
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            gateway.url() + "/api/" + gateway.project().uuid() + "/v1/chat/completions"))
                    .header("authorization", "Bearer " + gateway.token().reveal())
                    .POST(HttpRequest.BodyPublishers.ofString(Api.askStream("fast")))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            answer.body().readNBytes(10);

            // When
            answer.body().close();

            // Then
            gateway.upstream().last().awaitAborted(SECOND);
            assertThat(gateway.logs().awaitAfter(before).outcome().ended()).isEqualTo(Ended.CLIENT_GONE);
        }
    }

    @Test
    void leavesOtherCallsAlone() {
        // Given
        gateway.upstream()
                .always(
                        "/",
                        Reply.sse(Chunk.text("a"), Chunk.text("b"), Chunk.FINISH, Chunk.DONE)
                                .gap(Duration.ofMillis(15)));
        int before = gateway.settled();
        int callers = 60;

        // When
        List<RawClient> leaving = new ArrayList<>();
        var staying = new ArrayList<CompletableFuture<Got>>();
        for (int i = 0; i < callers; i++) {
            staying.add(gateway.api().chatAsync(Api.askStream("fast")));
            leaving.add(RawClient.connect(gateway).send(RawClient.chat(gateway, Api.askStream("fast"))));
        }
        for (int i = 0; i < callers; i++) {
            if (i % 3 == 0) {
                leaving.get(i).readUntil("data: ");
            }
            leaving.get(i).close();
        }

        // Then
        staying.forEach(answer -> assertThat(answer.join().text()).endsWith(Chunk.FINISH + Chunk.DONE));
        gateway.logs().awaitCount(before + 2 * callers);
        assertThat(gateway.logs().duplicates()).isZero();
    }

    private static Received awaitReceived() {
        Awaited.until(SHORT, () -> gateway.upstream().count() > 0);
        return gateway.upstream().last();
    }

    /** How much had been sent when nothing more was for a while. */
    private static long awaitStalled(Received received) {
        long[] last = {-1, 0};
        Awaited.until(SHORT, () -> {
            long sent = received.sentBytes();
            last[1] = sent == last[0] ? last[1] + 1 : 0;
            last[0] = sent;
            return sent > 0 && last[1] > 40;
        });
        return last[0];
    }
}
