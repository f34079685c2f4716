package io.promptgate.gateway.estimate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.provider.Content;
import io.promptgate.gateway.start.TestSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EstimatesTest {
    private static final String ASK =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello world\"}]}";

    private final MeterRegistry metrics = new SimpleMeterRegistry();

    /** The counts are those of OpenAI's tiktoken for the same vocabulary. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            gpt-4o; hello world; 2
            gpt-4o; tiktoken is great!; 6
            gpt-4; tiktoken is great!; 6
            gpt-4; お誕生日おめでとう; 9
            gpt-4o; お誕生日おめでとう; 8
            gpt-4o; <|endoftext|>; 7
            """)
    void countsAnAnswerAsItsProviderWould(String model, String answer, long tokens) {
        // Given
        Estimates estimates = estimates(Map.of());
        Content content = followed(estimates);
        content.add(answer);

        // When
        Usage usage = counted(estimates, new Uncounted(model, ask(ASK), content, null));

        // Then: "user", "hello world", three around the message, three before the answer
        assertThat(usage.completion()).isEqualTo(tokens);
        assertThat(usage.prompt()).isEqualTo(3 + 3 + 3);
        assertThat(usage.total()).isEqualTo(usage.prompt() + usage.completion());
        assertThat(usage.estimated()).isTrue();
        assertThat(count("tokens")).isEqualTo(1);
        assertThat(count("bytes")).isZero();
    }

    @Test
    void countsWhatIsBeyondTheBoundLikeTheBeginning() {
        // Given
        Estimates estimates = estimates(Map.of("promptgate.estimate.text", "600"));
        Content content = followed(estimates);
        for (int i = 0; i < 1_000; i++) {
            content.add("hello world ");
        }

        // When
        Usage usage = counted(estimates, new Uncounted("gpt-4o", ask(ASK), content, null));

        // Then
        assertThat(content.keptBytes()).isEqualTo(600);
        assertThat(content.textBytes()).isEqualTo(12_000);
        assertThat(usage.completion()).isBetween(2_000L, 2_040L);
    }

    @Test
    void keepsWhatTheProviderSaidOfThePrompt() {
        // Given
        Estimates estimates = estimates(Map.of());
        Content content = followed(estimates);
        content.add("hello world");
        Usage said = new Usage(700, 1, 701, 300, 100, 0, true, 40, 0, 0, 0);

        // When
        Usage usage = counted(estimates, new Uncounted("claude-sonnet-4-5", ask(ASK), content, said));

        // Then
        assertThat(usage).isEqualTo(new Usage(700, 2, 702, 300, 100, 0, true, 40, 0, 0, 0));
    }

    @Test
    void countsSoundByItsLength() {
        // Given
        Estimates estimates = estimates(Map.of());
        Content content = followed(estimates);
        content.add("hello world");
        content.addSound(64_000);

        // When
        Usage usage = counted(estimates, new Uncounted("gpt-4o-audio-preview", ask(ASK), content, null));

        // Then: a second of sound
        assertThat(usage.audioOutput()).isEqualTo(20);
        assertThat(usage.completion()).isEqualTo(22);
    }

    @ParameterizedTest
    @MethodSource("hardTexts")
    void countsWhateverCame(String hard) {
        // Given
        Estimates estimates = estimates(Map.of());
        for (String model : List.of("gpt-4o", "gpt-4")) {
            Content content = followed(estimates);
            content.add(hard);

            // When
            Usage usage = counted(estimates, new Uncounted(model, ask(ASK), content, null));

            // Then
            assertThat(usage.completion()).isBetween(1L, (long) hard.getBytes(StandardCharsets.UTF_8).length);
        }
        assertThat(count("tokens")).isEqualTo(2);
    }

    static Stream<String> hardTexts() {
        return Stream.of("a", " ", "\n", "1", "ü", "漢", "\uD83D\uDE00", "\t x", "'s", "\u0301", "A", "=", "\u0000")
                .map(piece -> piece.repeat(10_000));
    }

    @Test
    void countsBytesWhenTooManyWaitAndLosesNone() throws InterruptedException {
        // Given: one under way that does not end, and one that waits
        Estimates estimates = estimates(Map.of("promptgate.estimate.queue", "1"));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<Usage> got = new CopyOnWriteArrayList<>();
        estimates.later(answer(estimates), _ -> {
            begun.countDown();
            awaitZero(held);
        });
        assertThat(begun.await(20, SECONDS)).isTrue();
        estimates.later(answer(estimates), got::add);

        // When
        estimates.later(answer(estimates), got::add);

        // Then: at once, by the bytes
        assertThat(got).hasSize(1);
        assertThat(got.getFirst().completion()).isEqualTo(3);
        assertThat(got.getFirst().estimated()).isTrue();
        assertThat(count("bytes")).isEqualTo(1);
        assertThat(metrics.get("promptgate.estimates.waiting").gauge().value()).isEqualTo(1);
        held.countDown();
        await().atMost(20, SECONDS).until(() -> got.size() == 2);
        assertThat(got.getLast().completion()).isEqualTo(2);
    }

    @Test
    void countsBytesWhileTheGatewayStops() {
        // Given
        Estimates estimates = estimates(Map.of());
        Content content = followed(estimates);
        content.add("twelve chars");
        Usage said = new Usage(700, 1, 701, 0, 0, 0, true);

        // When
        estimates.stop(new ShutdownDelayInitiatedEvent());

        // Then
        assertThat(counted(estimates, new Uncounted("m", ask(ASK), content, null))
                        .completion())
                .isEqualTo(3);
        assertThat(counted(estimates, new Uncounted("m", ask(ASK), content, said)))
                .isEqualTo(new Usage(700, 3, 703, 0, 0, 0, true));
        assertThat(count("tokens")).isZero();
    }

    private Estimates estimates(Map<String, String> properties) {
        return new Estimates(TestSettings.of(properties).get(EstimateSettings.class), metrics);
    }

    private static Uncounted answer(Estimates estimates) {
        Content content = followed(estimates);
        content.add("hello world");
        return new Uncounted("gpt-4o", ask(ASK), content, null);
    }

    private static Content followed(Estimates estimates) {
        Content content = new Content();
        estimates.follow(content);
        return content;
    }

    private static Usage counted(Estimates estimates, Uncounted stream) {
        List<@Nullable Usage> got = new CopyOnWriteArrayList<>();
        estimates.later(stream, got::add);
        await().atMost(20, SECONDS).until(() -> !got.isEmpty());
        return got.getFirst();
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            latch.await(20, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double count(String by) {
        return metrics.counter("promptgate.estimates", "by", by).count();
    }

    private static Peek ask(String body) {
        return Peek.of(body.getBytes(StandardCharsets.UTF_8));
    }
}
