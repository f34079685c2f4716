package io.promptgate.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fault 27: a bound is never exceeded, wherever the span begins; and what is refused waits no longer than it must. */
final class SlidingWindowTest {
    private static final long MINUTE = 60_000;

    @ParameterizedTest
    @CsvSource({"1, 60000", "3, 60000", "60, 60000", "1000, 60000", "1001, 60000", "5000, 60000", "7, 3600000"})
    void noSpanEverHoldsMoreThanTheLimit(long limit, long span) {
        for (int seed = 1; seed <= 20; seed++) {
            // Given
            Random random = new Random(seed);
            SlidingWindow window = new SlidingWindow(span);
            long step = SlidingWindow.step(span, limit, true);
            List<Long> admitted = new ArrayList<>();

            // When
            long now = random.nextLong(1_000_000);
            for (int i = 0; i < limit * 4 + 400; i++) {
                now += pause(random, span, limit);
                if (window.wait(1, limit, now) == 0) {
                    window.take(1, now, step);
                    admitted.add(now);
                }
            }

            // Then
            assertThat(admitted).hasSizeGreaterThan((int) limit);
            for (int i = (int) limit; i < admitted.size(); i++) {
                assertThat(admitted.get(i) - admitted.get(i - (int) limit)).isGreaterThan(span);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "10", "1000", "20000"})
    void whatIsToldToWaitIsWhatItTakes(long limit) {
        // Given
        Random random = new Random(limit);
        SlidingWindow window = new SlidingWindow(MINUTE);
        long step = SlidingWindow.step(MINUTE, limit, true);
        long now = 0;
        for (int i = 0; i < limit; i++) {
            now += random.nextLong(3);
            window.take(1, now, step);
        }

        // When
        long wait = window.wait(1, limit, now);

        // Then
        assertThat(wait).isBetween(MINUTE - 3 * limit - step, MINUTE + step);
        assertThat(window.wait(1, limit, now + wait - 1)).isEqualTo(1);
        assertThat(window.wait(1, limit, now + wait)).isZero();
    }

    @Test
    void tellsHowLongALargeRequestOfTokensWaits() {
        SlidingWindow window = new SlidingWindow(MINUTE);
        window.take(600, 0, 60);
        window.take(300, 10_000, 60);

        assertThat(window.wait(100, 1_000, 20_000)).isZero();
        assertThat(window.wait(101, 1_000, 20_000)).isEqualTo(60 + MINUTE - 20_000);
        assertThat(window.wait(800, 1_000, 20_000)).isEqualTo(10_020 + MINUTE - 20_000);
    }

    @Test
    void putsWhatWasUsedInThePlaceOfWhatWasReserved() {
        // Given
        SlidingWindow window = new SlidingWindow(MINUTE);
        window.take(100, 0, 60);
        long end = window.take(500, 1_000, 60);
        window.take(100, 2_000, 60);

        // When
        window.correct(end, -480);

        // Then
        assertThat(window.remaining(1_000, 2_000)).isEqualTo(1_000 - 100 - 20 - 100);
        assertThat(window.remaining(1_000, 62_060)).isEqualTo(1_000);
    }

    @Test
    void correctsNothingOfWhatIsForgotten() {
        SlidingWindow window = new SlidingWindow(MINUTE);
        long end = window.take(500, 0, 60);
        window.take(7, 61_000, 60);

        window.correct(end, 1_000_000);

        assertThat(window.remaining(100, 61_000)).isEqualTo(93);
    }

    @Test
    void keepsABoundedNumberOfStepsUnderALargeLimit() {
        // Given
        SlidingWindow window = new SlidingWindow(MINUTE);
        long step = SlidingWindow.step(MINUTE, 1_000_000, true);

        // When
        for (long now = 0; now < 300_000; now++) {
            assertThat(window.wait(1, 1_000_000, now)).isZero();
            window.take(1, now, step);
        }

        // Then
        assertThat(window.steps()).isBetween(999, 1_002);
        assertThat(window.remaining(1_000_000, 299_999)).isBetween(1_000_000 - MINUTE - step, 1_000_000 - MINUTE);
    }

    /** Now bursts, now a trickle, now exactly at the edges. */
    private static long pause(Random random, long span, long limit) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> 0;
            case 3 -> 1;
            case 4 -> random.nextLong(Math.max(1, 2 * span / limit));
            case 5 -> span / limit;
            case 6 -> random.nextLong(50);
            default -> random.nextInt(200) == 0 ? span : random.nextInt(4);
        };
    }
}
