package io.promptgate.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void staysOnOneLineWhateverTheDataSays() {
        // Given
        Throwable failure = new IllegalStateException(
                "first\r\n2026-11-22 INFO forged\u001b[31m\u2028", new RuntimeException("inner\n"));

        // When
        String line = LogLine.of(failure);

        // Then
        assertThat(line)
                .isEqualTo("java.lang.IllegalStateException: first??2026-11-22 INFO forged?[31m?,"
                        + " caused by java.lang.RuntimeException: inner?");
    }

    @Test
    void staysReadable() {
        assertThat(LogLine.of("x".repeat(10_000))).hasSize(501).endsWith("…");
    }
}
