package io.promptgate.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.terminal.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
    @TempDir
    private Path folder;

    @Test
    void keepsLinesForItsOwnerAlone() throws Exception {
        // Given
        Path path = folder.resolve("a.env");
        EnvFile file = new EnvFile(path);

        // When
        file.write(Map.of("A", "x=y"));
        file.put("B", "2");

        // Then
        assertThat(file.read()).containsOnly(Map.entry("A", "x=y"), Map.entry("B", "2"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void readsNothingWhereThereIsNoFile() {
        assertThat(new EnvFile(folder.resolve("none.env")).read()).isEmpty();
    }

    @Test
    void saysThatItIsDamagedWithoutShowingTheLine() throws Exception {
        // Given
        Path path = Files.writeString(folder.resolve("a.env"), "# comment\n\nA=1\nhalf-a-secret");

        // When, Then
        assertThatThrownBy(() -> new EnvFile(path).read())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("a.env is damaged")
                .hasMessageNotContaining("half-a-secret");
    }
}
