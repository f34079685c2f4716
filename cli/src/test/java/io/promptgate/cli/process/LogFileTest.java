package io.promptgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
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
    void findsTheReasonInWhatThisRunHasWritten() throws Exception {
        // Given
        LogFile log = new LogFile(folder, "toy");
        Files.writeString(log.path(), "FATAL:  of yesterday\n");
        log.mark();

        // When
        log.pump(new ByteArrayInputStream("x FATAL:  one\nFATAL:  two\nLOG: end\n\n".getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(log.last(Pattern.compile("FATAL: +(.+)"))).contains("two");
        assertThat(log.lastLine()).contains("LOG: end");
        assertThat(log.contains("LOG: end")).isTrue();
        assertThat(log.contains("yesterday")).isFalse();
    }

    @Test
    void knowsNothingOfAProgramThatHasWrittenNothing() {
        LogFile log = new LogFile(folder, "none");
        assertThat(log.lastLine()).isEmpty();
        assertThat(log.last(Pattern.compile("(.+)"))).isEmpty();
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
