package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredTextTest {

    @Test
    void leavesOrdinaryTextAlone() {
        // Given
        String text = "plain é漢 \ud83d\ude00 \r\n\t\u0001";

        // Then
        assertThat(StoredText.whole(text)).isSameAs(text);
        assertThat(StoredText.cut(text, 100)).isSameAs(text);
        assertThat(StoredText.cut(null, 100)).isNull();
    }

    @Test
    void showsWhatCannotBeKept() {
        assertThat(StoredText.whole("\u0000a\u0000")).isEqualTo("\u2400a\u2400");
        assertThat(StoredText.whole("\ud800")).isEqualTo("\uFFFD");
        assertThat(StoredText.whole("\ude00\ud83d\ude00\ud83d")).isEqualTo("\uFFFD\ud83d\ude00\uFFFD");
        assertThat(StoredText.whole("\ud83d\ud83d\ude00")).isEqualTo("\uFFFD\ud83d\ude00");
    }

    @Test
    void cutsAndSaysSo() {
        assertThat(StoredText.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(StoredText.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(StoredText.cut("abc\ud83d\ude00e", 5)).isEqualTo("abc\uFFFD…");
    }
}
