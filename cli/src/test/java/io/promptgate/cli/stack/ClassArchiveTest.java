package io.promptgate.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void belongsToOneBuildAndTakesTheOthersPlace() throws Exception {
        // Given
        Path jar = Files.writeString(folder.resolve("quarkus-run.jar"), "");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(2_000));
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Path older = Files.writeString(cache.resolve("logs-1000.jsa"), "");
        Path same = Files.writeString(cache.resolve("logs-2000.jsa"), "");
        Path others = Files.writeString(cache.resolve("admin-1000.jsa"), "");

        // When, Then
        assertThat(ClassArchive.options(cache, "logs", jar)).contains("-XX:SharedArchiveFile=" + same);
        assertThat(older).doesNotExist();
        assertThat(same).exists();
        assertThat(others).exists();
    }
}
