package io.promptgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheProcessWhileItRuns() throws Exception {
        // Given
        PidFile file = new PidFile(folder, "toy");
        Process process = new ProcessBuilder("sleep", "100").start();

        // When
        file.write(process.toHandle());

        // Then
        assertThat(file.process()).contains(process.toHandle());
        process.destroyForcibly().waitFor();
        assertThat(file.process()).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProgramOfTheSameIdForIt() throws Exception {
        // Given
        long pid = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("toy.pid"), pid + "\n" + Instant.EPOCH.toEpochMilli() + "\n");

        // When, Then
        assertThat(new PidFile(folder, "toy").process()).isEmpty();
    }

    @Test
    void knowsNoneInAFileThatWasCutOff() throws Exception {
        Files.writeString(folder.resolve("toy.pid"), "12");
        assertThat(new PidFile(folder, "toy").process()).isEmpty();
        new PidFile(folder, "toy").delete();
        assertThat(folder.resolve("toy.pid")).doesNotExist();
    }
}
