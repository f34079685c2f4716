package io.promptgate.common.guard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.guard.Sensitivity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would hang a scanner that looks at a place again and again. */
final class LinearTimeTest {
    private static final int LENGTH = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@",
                "a@",
                "1",
                "1 ",
                "1-",
                "1.",
                "+1",
                "(4",
                ":",
                "a:",
                "::",
                "DE89 ",
                "0 ",
                "sk-",
                "sk-a1",
                "sk-a1b2c3d4e5f6g7h8i9j0kl-",
                "eyJa.",
                "eyJ",
                "-----BEGIN ",
                "-----BEGIN X PRIVATE " + "KEY-----",
                "ab",
                "ignore previous ",
                "\ud83d",
                "\u200b"
            })
    void looksOverLongTextsInLittleTime(String piece) {
        String text = piece.repeat(LENGTH / piece.length());
        List<String> keywords = new ArrayList<>();
        for (int i = 1; i < 100; i++) {
            keywords.add("a".repeat(i) + "c");
        }
        List<TextGuard> guards = List.of(
                Rules.masking(),
                Rules.keywords(false, keywords.toArray(String[]::new)),
                Rules.injection(Sensitivity.LOW));

        long start = System.nanoTime();
        guards.forEach(guard -> guard.look(text, false));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
