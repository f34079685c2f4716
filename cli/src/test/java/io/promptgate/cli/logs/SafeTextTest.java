package io.promptgate.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void showsWhatATerminalWouldObey() {
        assertThat(SafeText.of("a\u001b[2J\u001b]0;x\u0007b")).isEqualTo("a\\u001b[2J\\u001b]0;x\\u0007b");
        assertThat(SafeText.of("line\r\nnext\tcell\u0000\u007f\u009b"))
                .isEqualTo("line\\r\\nnext\\tcell\\u0000\\u007f\\u009b");
        assertThat(SafeText.of("\u202egnp.exe\u2066\u2028\u200b\ufeff"))
                .isEqualTo("\\u202egnp.exe\\u2066\\u2028\\u200b\\ufeff");
        assertThat(SafeText.of("\ud800")).isEqualTo("\\ud800");
        assertThat(SafeText.of("\udb40\udc41")).isEqualTo("\\U000e0041");
    }

    @Test
    void leavesWhatIsOnlyText() {
        assertThat(SafeText.of("größe 中文 😀 <b>&amp;</b> \\n")).isEqualTo("größe 中文 😀 <b>&amp;</b> \\n");
    }

    @Test
    void cutsByCharactersThatPeopleSee() {
        assertThat(SafeText.cut("😀😀😀", 3)).isEqualTo("😀😀😀");
        assertThat(SafeText.cut("😀😀😀😀", 3)).isEqualTo("😀😀…");
    }
}
