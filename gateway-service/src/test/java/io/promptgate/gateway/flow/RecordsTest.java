package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Surface;
import io.promptgate.common.event.Usage;
import io.promptgate.common.price.PriceTable;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.Reply;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request leaves one record, with all its facts. */
final class RecordsTest {
    private static final String REPLY = "{\"choices\":[{\"message\":{\"content\":\"hi\"}}],\"usage\":"
            + "{\"prompt_tokens\":1000,\"completion_tokens\":500,\"total_tokens\":1500,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":200},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":100}}}";

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

    @Test
    void holdsAllFactsOfAChat() {
        // Given
        gateway.upstream().next(Reply.json(200, REPLY).after(Duration.ofMillis(40)));
        Instant before = Instant.now();

        // When
        Got got = Api.send(gateway.api()
                .chatRequest(Api.ask("promptgate:cheap").getBytes(StandardCharsets.UTF_8))
                .header("x-request-id", "my-own:1.2_3")
                .header("user-agent", "tests/1.0"));

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.parentId()).isNull();
        assertThat(record.createdAt()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(record.client().projectUuid()).isEqualTo(gateway.project().uuid());
        assertThat(record.client().env()).isEqualTo("test");
        assertThat(record.client().tokenId())
                .isEqualTo(gateway.project().project().tokens().getFirst().id());
        assertThat(record.client().tokenName()).isEqualTo("app");
        assertThat(record.client().clientRequestId()).isEqualTo("my-own:1.2_3");
        assertThat(record.client().clientIp()).isEqualTo("127.0.0.1");
        assertThat(record.client().userAgent()).isEqualTo("tests/1.0");
        assertThat(record.asked().surface()).isEqualTo(Surface.WRAPPER);
        assertThat(record.asked().requestedModel()).isEqualTo("promptgate:cheap");
        assertThat(record.asked().alias()).isEqualTo("cheap");
        assertThat(record.asked().stream()).isFalse();
        assertThat(record.served().provider()).isEqualTo("openai");
        assertThat(record.served().model()).isEqualTo("gpt-4o-mini");
        assertThat(record.served().credentialId()).isEqualTo(credential("openai"));
        assertThat(record.served().revision()).isEqualTo(gateway.current().get().revision());
        assertThat(record.served().attempts()).hasSize(1);
        var attempt = record.served().attempts().getFirst();
        assertThat(attempt.provider()).isEqualTo("openai");
        assertThat(attempt.model()).isEqualTo("gpt-4o-mini");
        assertThat(attempt.credentialId()).isEqualTo(credential("openai"));
        assertThat(attempt.startedAt()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(attempt.latencyMs()).isGreaterThanOrEqualTo(39);
        assertThat(attempt.httpStatus()).isEqualTo(200);
        assertThat(attempt.errorCode()).isNull();
        assertThat(record.outcome()).isEqualTo(new RequestRecord.Outcome(200, null, null, Ended.COMPLETE));
        assertThat(record.timing().latencyMs()).isGreaterThanOrEqualTo(attempt.latencyMs());
        assertThat(record.timing().ttftMs()).isNull();
        assertThat(record.timing().overheadMs()).isBetween(0.0, 500.0);
        assertThat(record.usage()).isEqualTo(new Usage(1000, 500, 1500, 200, 0, 100, false));
        assertThat(record.cost().usd()).isEqualByComparingTo("0.000435"); // 800 × 0.15 + 200 × 0.075 + 500 × 0.60
        assertThat(record.cost().priceSource()).endsWith(":openai:gpt-4o-mini");
        assertThat(record.cost().price()).isEqualTo(PriceTable.bundled().find("openai", "gpt-4o-mini"));
        assertThat(attempt.usage()).isEqualTo(record.usage());
        assertThat(attempt.costUsd()).isEqualTo(record.cost().usd());
        assertThat(text(record.requestBody())).isEqualTo(Api.ask("promptgate:cheap"));
        assertThat(text(record.responseBody())).isEqualTo(REPLY);
    }

    @Test
    void hasNoCostWhereThereIsNoPrice() {
        // Given
        gateway.upstream().next(Reply.json(200, REPLY));

        // When
        Got got = gateway.api().chat(Api.ask("together:nobody/knows-this"));

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.usage()).isNotNull();
        assertThat(record.cost()).isEqualTo(RequestRecord.Cost.UNPRICED);
        assertThat(record.asked().alias()).isNull();
        assertThat(record.asked().requestedModel()).isEqualTo("together:nobody/knows-this");
    }

    @Test
    void hasNoCredentialWhereTheProviderWantsNone() {
        // When
        Got got = gateway.api().chat(Api.ask("ollama:llama3:8b"));

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.served().provider()).isEqualTo("ollama");
        assertThat(record.served().model()).isEqualTo("llama3:8b");
        assertThat(record.served().credentialId()).isNull();
    }

    @Test
    void tellsOfAReplyWithoutUsageThatNothingIsKnown() {
        // Given
        gateway.upstream().next(Reply.json(200, "{\"choices\":[]}"));

        // When
        Got got = gateway.api().chat(Api.ask("cheap"));

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.usage()).isNull();
        assertThat(record.cost().usd()).isNull();
    }

    @Test
    void estimatesAStreamWithoutUsageAndSaysSo() {
        // Given
        String content = Chunk.text("hello world ".repeat(500));
        gateway.upstream().next(Reply.sse(content, Chunk.FINISH, Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.askStream("cheap"));

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.usage()).isNotNull();
        assertThat(record.usage().completion()).isBetween(1_000L, 1_001L);
        assertThat(record.usage().estimated()).isTrue();
        assertThat(record.cost().usd()).isGreaterThan(new BigDecimal("0.0006"));
    }

    @Test
    void keepsTheStreamAsTheClientSawIt() {
        // Given
        gateway.upstream().next(Reply.sse(Chunk.ROLE, Chunk.text("hi"), Chunk.FINISH, Chunk.USAGE, Chunk.DONE));

        // When
        Got got = gateway.api().chat(Api.askStream("fast"));

        // Then
        assertThat(text(gateway.logs().await(got.id()).responseBody())).isEqualTo(got.text());
    }

    @Test
    void isOneLineHoweverTheBodiesAreWritten() {
        // Given
        gateway.upstream().next(Reply.json(200, "{\n  \"choices\": [],\r\n  \"x\": \"a\\nb\"\n}\n"));

        // When
        Got got = gateway.api().chat("{\n\t\"model\" : \"fast\",\r\n  \"messages\": [ ]\n}\n");

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(text(record.requestBody())).isEqualTo("{ \t\"model\" : \"fast\",    \"messages\": [ ] }");
        assertThat(text(record.responseBody())).isEqualTo("{   \"choices\": [],    \"x\": \"a\\nb\" }");
        assertThat(got.text()).isEqualTo("{\n  \"choices\": [],\r\n  \"x\": \"a\\nb\"\n}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "A-z.0_9:, A-z.0_9:",
        "'', none",
        "with space, none",
        "ünï, none",
        "quote\", none",
        "tab\tx, none"
    })
    void keepsAClientsOwnIdIfItIsPlain(String sent, String kept) {
        // Given
        String head = RawClient.chat(gateway, Api.ask("fast"))
                .replaceFirst("Host: gateway", "Host: gateway\r\nX-Request-Id: " + sent);
        int before = gateway.settled();

        // When
        try (RawClient client = RawClient.connect(gateway)) {
            client.send(head).readUntil("200 OK");
        }

        // Then
        String id = gateway.logs().awaitAfter(before).client().clientRequestId();
        assertThat(id == null ? "none" : id).isEqualTo(kept);
    }

    @Test
    void boundsWhatAClientSaysOfItself() {
        // Given
        String agent = "agent".repeat(200);

        // When
        Got got = Api.send(gateway.api()
                .chatRequest(Api.ask("fast").getBytes(StandardCharsets.UTF_8))
                .header("user-agent", agent)
                .header("x-request-id", "x".repeat(129)));

        // Then
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.client().userAgent()).isEqualTo(agent.substring(0, 256));
        assertThat(record.client().clientRequestId()).isNull();
    }

    @Test
    void countsRequestsAndTokensByProvider() {
        // Given
        double tokens = counter("promptgate.tokens", "provider", "mistral", "kind", "prompt");
        gateway.upstream().next(Reply.json(200, REPLY));
        gateway.upstream().next(Reply.openAiError(500, "broken"));

        // When
        gateway.api().chat(Api.ask("mistral:small"));
        gateway.api().chat(Api.ask("mistral:small"));

        // Then
        Awaited.until(
                Duration.ofSeconds(5), () -> timer("mistral", "none") == 1 && timer("mistral", "upstream_error") == 1);
        assertThat(counter("promptgate.tokens", "provider", "mistral", "kind", "prompt") - tokens)
                .isEqualTo(1_000);
    }

    @Test
    void leavesExactlyOneRecordHoweverARequestEnds() throws ExecutionException, InterruptedException {
        // Given
        gateway.upstream().always("/openai", Reply.json(200, REPLY).after(Duration.ofMillis(2)));
        gateway.upstream()
                .always(
                        "/groq",
                        Reply.sse(Chunk.ROLE, Chunk.text("x"), Chunk.FINISH, Chunk.DONE)
                                .gap(Duration.ofMillis(2)));
        gateway.upstream().always("/together", Reply.openAiError(429, "later"));
        gateway.upstream()
                .always("/xai", Reply.sse(Chunk.text("x"), Chunk.text("y")).tornAfter(1));
        gateway.upstream().always("/deepseek", Reply.blackHole());
        int before = gateway.settled();
        int callers = 64;
        int rounds = 8;

        // When
        Set<UUID> answered = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<List<UUID>>> runs = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                runs.add(threads.submit(() -> rounds(rounds)));
            }
            for (Future<List<UUID>> run : runs) {
                answered.addAll(run.get());
            }
        }

        // Then
        gateway.logs().awaitCount(before + callers * rounds * 8);
        assertThat(gateway.logs().count()).isEqualTo(before + callers * rounds * 8);
        assertThat(gateway.logs().lines()).isEqualTo(gateway.logs().count());
        assertThat(answered).hasSize(callers * rounds * 6);
        Set<UUID> recorded = new HashSet<>();
        gateway.logs().records().forEach(record -> recorded.add(record.id()));
        assertThat(recorded).containsAll(answered);
        assertThat(gateway.logs().records().stream()
                        .skip(before)
                        .filter(record -> record.outcome().ended() == Ended.CLIENT_GONE))
                .hasSize(callers * rounds * 2);
    }

    /** Six requests that are answered, and two that are not waited for. */
    private static List<UUID> rounds(int rounds) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            for (String body : List.of(
                    Api.ask("cheap"),
                    Api.askStream("fast"),
                    Api.ask("together:x"),
                    Api.askStream("xai:x"),
                    Api.ask("no-such-alias"),
                    "{\"model\":")) {
                ids.add(gateway.api().chat(body).id());
            }
            RawClient first = RawClient.connect(gateway).send(RawClient.chat(gateway, Api.askStream("deepseek:x")));
            RawClient second =
                    RawClient.connect(gateway).send(RawClient.chatHead(gateway, "Content-Length: 90\r\n") + "{\"model");
            first.close();
            second.close();
        }
        return ids;
    }

    private static UUID credential(String provider) {
        return gateway.project().project().bindings().stream()
                .filter(binding -> binding.provider().equals(provider))
                .map(binding -> Objects.requireNonNull(binding.credentialId()))
                .findFirst()
                .orElseThrow();
    }

    private static double counter(String name, String... tags) {
        return gateway.metrics().counter(name, tags).count();
    }

    private static long timer(String provider, String code) {
        return gateway.metrics()
                .timer("promptgate.requests", "provider", provider, "error_code", code)
                .count();
    }

    private static String text(@Nullable Body body) {
        return Objects.requireNonNull(body).text();
    }
}
