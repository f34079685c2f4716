package io.promptgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void endsWhatAKilledLauncherHadStarted() throws Exception {
        // Given
        Process launcher = launcher();
        await().atMost(SOON)
                .until(() -> new PidFile(folder, "launcher").process().isPresent());
        ProcessHandle child = new PidFile(folder, "toy").process().orElseThrow();

        // When
        launcher.destroyForcibly();

        // Then
        assertThat(Processes.ended(child, SOON)).isTrue();
    }

    @Test
    void goesWithoutADeedWhenAllWasDone() throws Exception {
        // When
        assertThat(launcher("done").waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

        // Then
        ProcessHandle child = new PidFile(folder, "toy").process().orElseThrow();
        assertThat(Processes.ended(child, Duration.ofMillis(500))).isFalse();
        child.destroyForcibly();
    }

    private Process launcher(String... more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GuardedToy.class.getName()));
        command.add(folder.toString());
        command.addAll(List.of(more));
        return new ProcessBuilder(command).inheritIO().start();
    }
}
