package io.promptgate.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.terminal.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void namesWhatIsMissingOfABrokenOne() throws Exception {
        // Given
        Path path = whole("18");
        Files.delete(path.resolve("global").resolve("pg_control"));

        // When, Then
        assertThatThrownBy(new DataFolder(path)::prepare)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("broken data folder")
                .hasMessageContaining("global/pg_control is missing");
    }

    @Test
    void refusesTheDataOfAnotherVersion() throws Exception {
        assertThatThrownBy(new DataFolder(whole("17"))::prepare)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("holds data of PostgreSQL 17");
    }

    @Test
    void takesAWholeOneAsItIs() throws Exception {
        DataFolder data = new DataFolder(whole("18"));
        assertThat(data.prepare()).isFalse();
        assertThat(data.isUsed()).isTrue();
    }

    @Test
    void countsAsUnusedUntilItIsMade() throws Exception {
        // Given
        DataFolder data = new DataFolder(folder.resolve("postgres"));

        // When
        boolean first = data.prepare();
        whole("18");

        // Then
        assertThat(first).isTrue();
        assertThat(data.isUsed()).isFalse();
        data.made();
        assertThat(data.isUsed()).isTrue();
    }

    @Test
    void doesNotTakeAnotherProgramForItsServer() throws Exception {
        // Given
        Path path = whole("18");
        long pid = ProcessHandle.current().pid();

        // When
        Files.writeString(path.resolve("postmaster.pid"), pid + "\n" + path + "\n1000000000\n5432\n");

        // Then
        assertThat(new DataFolder(path).server()).isEmpty();
    }

    private Path whole(String version) throws Exception {
        Path path = folder.resolve("postgres");
        Files.createDirectories(path.resolve("global"));
        Files.writeString(path.resolve("PG_VERSION"), version + "\n");
        Files.writeString(path.resolve("postgresql.conf"), "");
        Files.writeString(path.resolve("global").resolve("pg_control"), "");
        return path;
    }
}
