package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.testkit.Reply;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same tokens cost the same, whether they come whole or as a stream. */
final class SameBooksTest {
    private static final String OPENAI_USAGE =
            "{\"prompt_tokens\":1000,\"completion_tokens\":500,\"total_tokens\":1500,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":200},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":100}}";
    private static final String XAI_USAGE = "{\"prompt_tokens\":1000,\"completion_tokens\":400,\"total_tokens\":1500,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":200},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":100}}";

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
    void booksOpenAiAlikeWithCachedAndReasoning() {
        // When
        RequestRecord plain = booked(openAiReply(OPENAI_USAGE), Api.ask("openai:gpt-4o-mini"));
        RequestRecord stream = booked(openAiStream(OPENAI_USAGE), Api.askStream("openai:gpt-4o-mini"));

        // Then: 800 × 0.15 + 200 × 0.075 + 500 × 0.60, per million
        assertSame(plain, stream, new Usage(1_000, 500, 1_500, 200, 0, 100, false), "0.000435");
    }

    @Test
    void booksReasoningThatXaiCountsBesideTheOutput() {
        // When
        RequestRecord plain = booked(openAiReply(XAI_USAGE), Api.ask("xai:grok-4.7"));
        RequestRecord stream = booked(openAiStream(XAI_USAGE), Api.askStream("xai:grok-4.7"));

        // Then: 800 × 2.00 + 200 × 0.50 + 500 × 6.00, per million
        assertSame(plain, stream, new Usage(1_000, 500, 1_500, 200, 0, 100, false), "0.0047");
    }

    @Test
    void booksAnthropicAlikeWithCacheReadCacheWriteAndThinking() {
        // When
        RequestRecord plain = booked(AnthropicReplies.whole(), Api.ask("smart"));
        RequestRecord stream = booked(AnthropicReplies.stream(), Api.askStream("smart"));

        // Then: 600 × 3.00 + 300 × 0.30 + 100 × 3.75 + 500 × 15.00, per million
        assertSame(plain, stream, new Usage(1_000, 500, 1_500, 300, 100, 80, false, 40, 0, 0, 0), "0.009765");
    }

    private static void assertSame(RequestRecord plain, RequestRecord stream, Usage usage, String cost) {
        for (RequestRecord record : List.of(plain, stream)) {
            assertThat(record.usage()).isEqualTo(usage);
            assertThat(record.cost().usd()).isEqualByComparingTo(new BigDecimal(cost));
            Attempt attempt = record.served().attempts().getFirst();
            assertThat(attempt.usage()).isEqualTo(usage);
            assertThat(attempt.costUsd()).isEqualTo(record.cost().usd());
        }
        assertThat(stream.cost()).isEqualTo(plain.cost());
        assertThat(plain.cost().price()).isNotNull();
        assertThat(plain.asked().stream()).isFalse();
        assertThat(stream.asked().stream()).isTrue();
    }

    private static RequestRecord booked(Reply reply, String body) {
        gateway.upstream().next(reply);
        Got got = gateway.api().chat(body);
        assertThat(got.status()).isEqualTo(200);
        return gateway.logs().await(got.id());
    }

    private static Reply openAiReply(String usage) {
        return Reply.json(200, "{\"choices\":[{\"message\":{\"content\":\"hi\"}}],\"usage\":" + usage + "}");
    }

    private static Reply openAiStream(String usage) {
        return Reply.sse(
                Chunk.ROLE,
                Chunk.text("hi"),
                Chunk.FINISH,
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":" + usage + "}\n\n",
                Chunk.DONE);
    }
}
