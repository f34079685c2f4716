package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.gateway.provider.SseEvent;
import io.promptgate.gateway.provider.StreamStep;
import io.promptgate.gateway.provider.StreamTranslator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code upstream.sse}, asked for by {@code openai.json} where there is one, is replayed event by event; what each
 * event gave, and what is known at the end, stands in {@code client.steps}.
 */
class StreamGoldenTest {
    private static final String REQUEST = "{\"model\":\"smart\",\"stream\":true}";

    @TestFactory
    Stream<DynamicTest> translatesEveryGoldenStream() {
        return GoldenFolder.tests("stream", StreamGoldenTest::check);
    }

    private static void check(GoldenFolder golden) {
        // Given
        StreamTranslator stream = Samples.ADAPTER.stream(
                Samples.request(golden.either("openai.json").orElse(REQUEST), null));

        // When
        String steps = replay(stream, golden.text("upstream.sse"));

        // Then
        assertThat(steps).isEqualTo(golden.text("client.steps"));
    }

    private static String replay(StreamTranslator stream, String upstream) {
        StringBuilder steps = new StringBuilder();
        for (SseEvent event : SseText.events(upstream)) {
            StreamStep step = stream.on(event);
            steps.append("> ")
                    .append(event.name())
                    .append(" · ")
                    .append(kind(step))
                    .append('\n');
            steps.append(Samples.text(step.out()));
            if (step.fault() != null) {
                break;
            }
        }
        steps.append("= finished ").append(stream.finished()).append('\n');
        steps.append("= ").append(stream.usage()).append('\n');
        steps.append("= content bytes ").append(stream.content().bytes()).append('\n');
        return steps.append(stream.finished() ? Samples.text(stream.closing()) : "")
                .toString();
    }

    private static String kind(StreamStep step) {
        if (step.fault() != null) {
            return step.fault().toString();
        }
        if (step.out().length == 0) {
            return "nothing";
        }
        return step.content() ? "content" : "preamble";
    }
}
