package io.promptgate.common.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.config.RedactPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionsTest {
    private static final Redactions MAIL_AND_DIGITS = Redactions.of(
            List.of(new RedactPattern("mail", "[a-z0-9]+@[a-z]+\\.[a-z]+"), new RedactPattern("digits", "\\d{4,}")));

    @Test
    void putsAMarkInPlaceOfEachMatch() {
        assertThat(MAIL_AND_DIGITS.text("to joe@a.org and jane@b.org, call 12345 or 123"))
                .isEqualTo("to [redacted:mail] and [redacted:mail], call [redacted:digits] or 123");
        assertThat(MAIL_AND_DIGITS.text("nothing")).isSameAs("nothing");
        assertThat(Redactions.NONE.text("joe@a.org")).isEqualTo("joe@a.org");
    }

    @Test
    void makesOneMarkOfMatchesThatOverlap() {
        assertThat(MAIL_AND_DIGITS.text("x 123456@a.org y")).isEqualTo("x [redacted:mail] y");
        Redactions reverse = Redactions.of(List.of(new RedactPattern("a", "abc"), new RedactPattern("b", "bcde")));
        assertThat(reverse.text("xabcdey")).isEqualTo("x[redacted:a]y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(", "[a", "x*", "a|", "(a)\\1", "(?=a)", "a{1001}", "((a{99}){99}){99}", "a**"})
    void refusesWhatCannotBeUsed(String pattern) {
        assertThatThrownBy(() -> Redactions.check(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPatternThatIsTooLong() {
        assertThatThrownBy(() -> Redactions.check("a".repeat(501))).hasMessageContaining("500");
        assertThatCode(() -> Redactions.check("a".repeat(500))).doesNotThrowAnyException();
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

    @Test
    void takesTimeThatIsLinearInTheText() {
        // Given: what hangs an engine that goes back
        Redactions evil = Redactions.of(List.of(new RedactPattern("x", "(a+)+b")));
        String text = "a".repeat(200_000);

        // When
        long start = System.nanoTime();
        evil.text(text);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
