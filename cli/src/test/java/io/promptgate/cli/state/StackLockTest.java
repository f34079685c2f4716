package io.promptgate.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.terminal.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
    @TempDir
    private Path folder;

    @Test
    void keepsASecondStartOffTheFolder() {
        // Given
        Path file = folder.resolve("lock");

        // When
        try (StackLock _ = StackLock.take(file)) {
            // Then
            assertThat(StackLock.holder(file)).contains(ProcessHandle.current());
            assertThatThrownBy(() -> StackLock.take(file))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("already running")
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void isNoObstacleOnceItsProcessIsGone() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("lock"), "1");

        // When, Then
        assertThat(StackLock.holder(file)).isEmpty();
        try (StackLock _ = StackLock.take(file)) {
            assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(StackLock.holder(file)).isEmpty();
    }

    @Test
    void hasNoHolderWhereNothingWasEverStarted() {
        assertThat(StackLock.holder(folder.resolve("none"))).isEmpty();
    }
}
