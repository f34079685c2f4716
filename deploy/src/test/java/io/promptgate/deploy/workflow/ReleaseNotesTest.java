package io.promptgate.deploy.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.deploy.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseNotesTest {
    private static final Path SCRIPT = Repository.ROOT.resolve(".github/release-notes");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"## 0.2.0", "## 0.2.0 - 2026-12-01", "## [0.2.0] - 2026-12-01"})
    void areTheVersionsSection(String heading) throws IOException, InterruptedException {
        // Given
        String changelog = "# Changelog\n\n## Unreleased\n\n- later\n\n" + heading
                + "\n\n### Added\n\n- this\n\n## 0.1.0\n\n- before\n";

        // When
        Notes notes = notes("0.2.0", changelog);

        // Then
        assertThat(notes).isEqualTo(new Notes(0, "### Added\n\n- this\n"));
    }

    @Test
    void areRefusedForAVersionThatTheChangelogDoesNotHave() throws IOException, InterruptedException {
        // When
        Notes notes = notes("0.2.0", "# Changelog\n\n## 0.2.0-rc1\n\n- not yet\n");

        // Then
        assertThat(notes.exit()).isEqualTo(1);
        assertThat(notes.text()).contains("no section");
    }

    private record Notes(int exit, String text) {}

    private Notes notes(String version, String changelog) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("CHANGELOG.md"), changelog);
        Process process = new ProcessBuilder("sh", SCRIPT.toString(), version)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Notes(process.exitValue(), text);
    }
}
