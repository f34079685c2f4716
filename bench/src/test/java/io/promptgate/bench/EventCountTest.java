package io.promptgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventCountTest {
    private final Buffer stream = Buffer.buffer();

    EventCountTest() {
        Payload.events(Upstream.STREAMED).forEach(stream::appendBytes);
    }

    @Test
    void knowsAWholeStreamWhereverItIsCut() {
        for (int size : List.of(1, 2, 7, 1_000, stream.length())) {
            // Given
            EventCount count = new EventCount();

            // When
            feed(count, stream, size);

            // Then
            assertThat(count.whole()).as("parts of %d bytes", size).isTrue();
        }
    }

    @Test
    void missesALostEvent() {
        // Given
        List<byte[]> events = Payload.events(Upstream.STREAMED);
        EventCount count = new EventCount();

        // When
        events.stream().skip(1).forEach(event -> count.feed(Buffer.buffer(event)));

        // Then
        assertThat(count.events()).isEqualTo(Payload.EVENTS - 1);
        assertThat(count.whole()).isFalse();
    }

    @Test
    void missesTheClosingEvent() {
        // Given
        EventCount count = new EventCount();

        // When
        count.feed(stream.slice(0, stream.length() - Payload.DONE.length()));
        count.feed(Buffer.buffer("data: {}\n\n"));

        // Then
        assertThat(count.events()).isEqualTo(Payload.EVENTS);
        assertThat(count.whole()).isFalse();
    }

    private static void feed(EventCount count, Buffer bytes, int size) {
        for (int at = 0; at < bytes.length(); at += size) {
            count.feed(bytes.slice(at, Math.min(bytes.length(), at + size)));
        }
    }
}
