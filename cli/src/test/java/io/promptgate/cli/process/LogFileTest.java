package io.promptgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheNewestWithinTwiceItsBound() throws Exception {
        // Given
        LogFile log = new LogFile(folder, "toy", 40_000);

        // When
        log.pump(new ByteArrayInputStream("0123456789\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII)));

        // Then
        assertThat(Files.size(log.path())).isBetween(1L, 40_000L);
        assertThat(Files.size(folder.resolve("toy.1.log"))).isLessThanOrEqualTo(40_000);
    }

    @Test
    void showsItsLastLines() throws Exception {
        // Given
        LogFile log = new LogFile(folder, "toy");

        // When
        log.pump(new ByteArrayInputStream(
                "first\n".concat("x\n".repeat(20)).concat("last\n").getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(log.lastWords()).endsWith("\n    x\n    last").doesNotContain("first");
        assertThat(new LogFile(folder, "none").lastWords()).isBlank();
    }

    @Test
    void findsTheReason() throws Exception {
        // Given
        LogFile log = new LogFile(folder, "toy");
        Files.writeString(log.path(), "2026 FATAL:  one\n2026 LOG: x\n2026 FATAL:  two\n");

        // When, Then
        assertThat(log.lastWith("PANIC:", "FATAL:")).contains("FATAL:  two");
        assertThat(log.contains("LOG: x")).isTrue();
    }

    @Test
    void shortensAFileThatAnotherProgramAppendsTo() throws Exception {
        // Given
        LogFile log = new LogFile(folder, "toy", 10);
        Files.writeString(log.path(), "more than ten");

        // When
        log.trim();

        // Then
        assertThat(log.path()).isEmptyFile();
        assertThat(folder.resolve("toy.1.log")).hasContent("more than ten");
    }
}
