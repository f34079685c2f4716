package io.promptgate.common.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.RedactPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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
