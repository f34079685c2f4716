package io.promptgate.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnicodeTest {

    @Test
    void leavesWholeTextsAlone() {
        for (String text : new String[] {"", "plain", "Grüße 世界", "😀", "a😀😀b", "\0\uFFFF"}) {
            assertThat(Unicode.isWellFormed(text)).isTrue();
            assertThat(Unicode.wellFormed(text)).isSameAs(text);
        }
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        assertThat(Unicode.isWellFormed("a\ud83d")).isFalse();
        assertThat(Unicode.wellFormed("a\ud83d")).isEqualTo("a?");
        assertThat(Unicode.wellFormed("\ude00😀\ud83db\ude00\ud83d")).isEqualTo("?😀?b??");
    }
}
