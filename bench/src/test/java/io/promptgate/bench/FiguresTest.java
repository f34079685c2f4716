package io.promptgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    private static final Lane LANE = new Lane(Lane.Kind.PLAIN, Upstream.INSTANT, Lane.BAR_CLIENTS);

    @Test
    void percentilesAreTimesThatOccurred() {
        // Given
        long[] nanos = LongStream.rangeClosed(1, 100).map(ms -> ms * 1_000_000).toArray();

        // When
        Percentiles times = Percentiles.of(nanos, 100);

        // Then
        assertThat(times).isEqualTo(new Percentiles(50, 99));
        assertThat(Percentiles.of(nanos, 0)).isEqualTo(new Percentiles(0, 0));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
    }

    @Test
    void theRatioIsTakenRoundByRound() {
        // Given a machine that was half as fast in the second round
        Row row = new Row(
                LANE,
                Targets.FULL,
                List.of(sample(40), sample(80), sample(44)),
                List.of(sample(10), sample(20), sample(11)));

        // When
        Spread times = row.timesNginx();

        // Then
        assertThat(times).isEqualTo(new Spread(4, 4, 4));
        assertThat(Bars.judge(List.of(row))).singleElement().asString().contains("4.0", "held");
    }

    @Test
    void theBooksBalanceOnlyWhenEveryRequestIsAccountedFor() {
        assertThat(new Books(10, 10, 10, 0).line()).contains("nothing lost");
        assertThat(new Books(10, 10, 7, 3).line()).contains("LOST IN OVERLOAD");
        assertThat(new Books(10, 9, 9, 0).line()).contains("DO NOT ADD UP");
    }

    private static Sample sample(double cpuMicros) {
        Percentiles times = new Percentiles(1, 2);
        return new Sample(1_000, times, null, cpuMicros, 100, 0, 0, new Sample.Limits(0, 0, 0));
    }
}
