package io.promptgate.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearPatternTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "(", "[a", "x*", "a|", "(a)\\1", "(?=a)", "a{1001}", "((a{99}){99}){99}", "a**"})
    void refusesWhatCannotBeUsed(String pattern) {
        assertThatThrownBy(() -> LinearPattern.compile(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPatternThatIsTooLong() {
        assertThatThrownBy(() -> LinearPattern.compile("a".repeat(501))).hasMessageContaining("500");
        assertThatCode(() -> LinearPattern.compile("a".repeat(500))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    abc | 3
                    \\d{4}-\\d{4} | 9
                    [a-z]{2,20}\\.[]x]{1,63} | 84
                    (ab{3}){10} | 51
                    a{b} | 4
                    (a{10}){10} | 111
                    """)
    void knowsTheSizeOfAPatternWrittenOut(String pattern, long size) {
        assertThat(PatternSize.of(pattern)).isBetween(size - 1, size + 10);
    }
}
