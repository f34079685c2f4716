package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikePatternTest {

    @Test
    void takesWildcardsForLetters() {
        assertThat(LikePattern.containing("50%_a\\b")).isEqualTo("%50\\%\\_a\\\\b%");
    }

    @Test
    void findsTextAsJsonHasIt() {
        assertThat(LikePattern.containingInJson("plain")).containsExactly("%plain%");
        assertThat(LikePattern.containingInJson("a\"b\n")).containsExactly("%a\"b\n%", "%a\\\\\"b\\\\n%");
        assertThat(LikePattern.containingInJson("é")).containsExactly("%é%", "%\\\\u00e9%");
    }
}
