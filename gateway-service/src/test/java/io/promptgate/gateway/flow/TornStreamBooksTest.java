package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.testkit.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is booked for a stream that broke off before its provider said what it used. */
final class TornStreamBooksTest {
    private static final String JAPANESE = "お誕生日おめでとう";

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
    void countsTheTokensThatCameNotTheBytes() {
        // Given: 8 tokens of the model's, 27 bytes, then the line goes dead
        Reply reply = Reply.sse(Chunk.ROLE, Chunk.text("お誕生日"), Chunk.text("おめでとう"), Chunk.FINISH)
                .tornAfter(3);

        // When
        RequestRecord record = booked(reply, "cheap");

        // Then
        assertThat(record.outcome().ended()).isEqualTo(Ended.UPSTREAM_CUT);
        Usage usage = Objects.requireNonNull(record.usage());
        assertThat(usage.estimated()).isTrue();
        assertThat(usage.completion()).isEqualTo(8);
        assertThat(usage.prompt()).isBetween(7L, 12L);
        assertThat(record.cost().usd())
                .isEqualByComparingTo(BigDecimal.valueOf(usage.prompt() * 15 + usage.completion() * 60, 8));
    }

    @Test
    void countsEscapesAsWhatTheyStandFor() {
        // Given: the same text, as the many providers send it that write nothing but ASCII
        StringBuilder escaped = new StringBuilder();
        JAPANESE.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));

        // When
        RequestRecord record =
                booked(Reply.sse(Chunk.text(escaped.toString()), "x").tornAfter(1), "cheap");

        // Then
        assertThat(Objects.requireNonNull(record.usage()).completion()).isEqualTo(8);
    }

    @Test
    void countsByTheModelsFamily() {
        // Given
        Reply reply = Reply.sse(Chunk.text(JAPANESE), "x").tornAfter(1);

        // When
        RequestRecord older = booked(reply, "openai:gpt-4-turbo");

        // Then
        assertThat(Objects.requireNonNull(older.usage()).completion()).isEqualTo(9);
    }

    @Test
    void takesTheProvidersWordWhenItCameBeforeTheBreak() {
        // When
        RequestRecord record =
                booked(Reply.sse(Chunk.text("hi"), Chunk.USAGE, "x").tornAfter(2), "cheap");

        // Then
        assertThat(record.outcome().ended()).isEqualTo(Ended.UPSTREAM_CUT);
        assertThat(record.usage()).isEqualTo(new Usage(40, 60, 100, 8, 0, 5, false));
    }

    @Test
    void keepsAnthropicsWordOfThePromptAndCountsTheAnswer() {
        // Given
        List<String> events = AnthropicReplies.events(JAPANESE);
        Reply reply = Reply.sse(events.toArray(String[]::new)).tornAfter(3);

        // When
        RequestRecord record = booked(reply, "smart");

        // Then
        assertThat(record.usage()).isEqualTo(new Usage(1_000, 8, 1_008, 300, 100, 0, true, 40, 0, 0, 0));
        assertThat(record.served().attempts().getFirst().usage()).isEqualTo(record.usage());
    }

    @Test
    void booksNothingWhereNothingCame() {
        // When
        RequestRecord record = booked(Reply.sse(Chunk.ROLE, Chunk.text("hi")).tornAfter(1), "cheap");

        // Then
        assertThat(record.usage()).isNull();
        assertThat(record.cost().usd()).isNull();
    }

    private static RequestRecord booked(Reply reply, String model) {
        gateway.upstream().next(reply);
        Got got = gateway.api().chat(Api.askStream(model));
        return gateway.logs().await(got.id());
    }
}
