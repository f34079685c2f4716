package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isAtMostOnePartIn128Off(long seed) {
        // Given: values of every magnitude
        Random random = new Random(seed);
        Histogram histogram = new Histogram();
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long value = random.nextLong() >>> (1 + random.nextInt(62));
            values.add(value);
            histogram.add(value, 1);
        }
        Collections.sort(values);

        // Then
        for (int percent = 1; percent <= 100; percent++) {
            long exact = values.get(Math.ceilDiv(values.size() * percent, 100) - 1);
            Long kept = histogram.percentile(percent);
            assertThat(kept).isNotNull();
            assertThat(Math.abs(kept - exact)).isLessThanOrEqualTo(exact / 128);
        }
    }

    @Test
    void isExactBelow128() {
        for (long value = 0; value < 128; value++) {
            Histogram histogram = new Histogram();
            histogram.add(value, 1);
            assertThat(histogram.percentile(50)).isEqualTo(value);
        }
    }

    @Test
    void addsUpWhenBytesAreJoined() {
        // Given
        Random random = new Random(9);
        Histogram whole = new Histogram();
        Histogram joined = new Histogram();
        byte[] all = {};
        for (int part = 0; part < 20; part++) {
            Histogram own = new Histogram();
            for (int i = 0; i < 50; i++) {
                long value = random.nextInt(100_000);
                own.add(value, 3);
                whole.add(value, 3);
            }
            byte[] more = own.bytes();
            byte[] both = new byte[all.length + more.length];
            System.arraycopy(all, 0, both, 0, all.length);
            System.arraycopy(more, 0, both, all.length, more.length);
            all = both;
        }

        // When
        joined.add(all);

        // Then
        assertThat(joined).isEqualTo(whole);
        assertThat(joined.count()).isEqualTo(3_000);
    }

    @Test
    void forgetsWhatIsTakenAway() {
        // Given
        Histogram histogram = new Histogram();
        histogram.add(70_000, 2);
        histogram.add(5, 1);
        Histogram away = new Histogram();
        away.add(70_000, -2);

        // When
        histogram.add(away.bytes());

        // Then
        assertThat(histogram.percentile(99)).isEqualTo(5);
        assertThat(histogram.bytes()).hasSize(2);
        assertThat(new Histogram().percentile(50)).isNull();
    }

    @Test
    void refusesWhatIsNoHistogram() {
        assertThatThrownBy(() -> new Histogram().add(new byte[] {5})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Histogram().add(new byte[] {-1, -1, -1, 0, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
