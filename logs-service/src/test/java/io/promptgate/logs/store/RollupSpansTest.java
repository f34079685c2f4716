package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollupSpansTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void takesWholeDaysWhereThereAreAny() {
        // When
        RollupSpans spans = RollupSpans.of(span("2026-03-01T22:58:30Z", "2026-03-04T01:01:00Z"), RollupLevel.DAY);

        // Then
        assertThat(spans.levels().get(RollupLevel.DAY))
                .containsExactly(span("2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z"));
        assertThat(spans.levels().get(RollupLevel.HOUR))
                .containsExactly(
                        span("2026-03-01T23:00:00Z", "2026-03-02T00:00:00Z"),
                        span("2026-03-04T00:00:00Z", "2026-03-04T01:00:00Z"));
        assertThat(spans.levels().get(RollupLevel.MINUTE))
                .containsExactly(
                        span("2026-03-01T22:59:00Z", "2026-03-01T23:00:00Z"),
                        span("2026-03-04T01:00:00Z", "2026-03-04T01:01:00Z"));
        assertThat(spans.rows()).containsExactly(span("2026-03-01T22:58:30Z", "2026-03-01T22:59:00Z"));
    }

    @Test
    void takesRowsAloneWithinAMinute() {
        // Given
        Span span = span("2026-03-01T22:58:30Z", "2026-03-01T22:59:10Z");

        // When
        RollupSpans spans = RollupSpans.of(span, RollupLevel.DAY);

        // Then
        assertThat(spans.levels()).isEmpty();
        assertThat(spans.rows()).containsExactly(span);
    }

    @ParameterizedTest
    @EnumSource
    void coversEveryInstantOnce(RollupLevel coarsest) {
        Random random = new Random(17);
        for (int i = 0; i < 500; i++) {
            // Given
            Instant from = START.plusMillis(random.nextLong(Duration.ofDays(4).toMillis()));
            Instant to = from.plusMillis(1 + random.nextLong(Duration.ofDays(3).toMillis()));

            // When
            RollupSpans spans = RollupSpans.of(new Span(from, to), coarsest);

            // Then
            List<Span> all = new ArrayList<>(spans.rows());
            spans.levels().values().forEach(all::addAll);
            all.sort(Comparator.comparing(Span::from));
            assertThat(all.getFirst().from()).isEqualTo(from);
            assertThat(all.getLast().to()).isEqualTo(to);
            for (int at = 1; at < all.size(); at++) {
                assertThat(all.get(at).from()).isEqualTo(all.get(at - 1).to());
            }
            assertThat(spans.levels().keySet()).allMatch(level -> level.compareTo(coarsest) <= 0);
        }
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
