package io.promptgate.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PaintTest {

    @Test
    void paintsAtATerminalAloneAndNotWhereItIsUnwanted() {
        assertThat(Paint.of(Map.of(), true).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
        assertThat(Paint.of(Map.of("NO_COLOR", ""), true).red("x")).isNotEqualTo("x");
        assertThat(Paint.of(Map.of(), false).red("x")).isEqualTo("x");
        assertThat(Paint.of(Map.of("NO_COLOR", "1"), true).bold("x")).isEqualTo("x");
        assertThat(Paint.of(Map.of("TERM", "dumb"), true).bold("x")).isEqualTo("x");
    }
}
