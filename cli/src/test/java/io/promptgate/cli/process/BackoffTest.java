package io.promptgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void doublesUpToABound() {
        // When
        List<Long> waits = Stream.generate(() -> backoff.after(Duration.ZERO).toMillis())
                .limit(9)
                .toList();

        // Then
        assertThat(waits).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L);
    }

    @Test
    void beginsAnewAfterALongLife() {
        // Given
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        // When, Then
        assertThat(backoff.after(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(500));
    }
}
