package io.promptgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Reply;
import io.promptgate.testkit.StubUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {
    @TempDir
    private Path folder;

    @Test
    void isReadyWhenItsHealthSaysSoAndGivesUpItsProcessFileAtItsEnd() throws Exception {
        // Given
        try (StubUpstream health = StubUpstream.start()) {
            health.always("/q/health/ready", Reply.json(200, "{}"));
            Service service = service("exec sleep 100", health.port(), Duration.ofSeconds(5));

            // When
            CompletableFuture<String> end = service.start();
            service.awaitReady();

            // Then
            assertThat(new PidFile(folder, "toy").process()).isPresent();
            service.stop();
            assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo("exit code 143");
            assertThat(folder.resolve("toy.pid")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR (main) toy does not start: no master key",
                "Caused by: java.lang.IllegalArgumentException: no master key",
                "{\"trace\":\"Caused by: a.B$C: other\\\\n\\\\tat x Caused by: a.B: no master key\\\\n\\\\tat y\"}",
                "no master key"
            })
    void tellsInOneLineWhyAServiceDoesNotStart(String line) throws Exception {
        // Given
        Service service = service("cat <<'EOF'\n" + line + "\nEOF\nexit 3", FreePorts.one(), Duration.ofSeconds(5));

        // When
        String end = service.start().get(5, TimeUnit.SECONDS);

        // Then
        assertThat(end).isEqualTo("exit code 3");
        assertThatThrownBy(service::awaitReady)
                .isInstanceOf(Failure.class)
                .hasMessage("toy does not start: no master key (" + folder.resolve("toy.log") + ")");
    }

    @Test
    void namesTheSignalThatAJvmCrashedOn() throws Exception {
        // Given
        Service service = service(
                "printf '#\\n# A fatal error:\\n#\\n#  SIGSEGV (0xb) at pc=0x1\\n#\\n'; exit 134",
                FreePorts.one(),
                Duration.ofSeconds(5));

        // When
        service.start().get(5, TimeUnit.SECONDS);

        // Then
        assertThatThrownBy(service::awaitReady).hasMessageContaining("toy does not start: SIGSEGV (0xb) at pc=0x1");
    }

    @Test
    void getsItsSettingsAndNotWhatIsWithheld() throws Exception {
        // Given
        Service service = service(
                "echo \"$GIVEN and ${HOME:-nothing}\" > " + folder.resolve("seen"),
                FreePorts.one(),
                Duration.ofSeconds(5));

        // When
        service.start().get(5, TimeUnit.SECONDS);

        // Then
        assertThat(folder.resolve("seen")).hasContent("yes and nothing");
    }

    @Test
    void doesNotHearTheTerminalsInterrupt() throws Exception {
        // Given
        Service service = service("exec sleep 100", FreePorts.one(), Duration.ofSeconds(5));
        CompletableFuture<String> end = service.start();
        ProcessHandle process = new PidFile(folder, "toy").process().orElseThrow();

        // When
        Processes.signal(process, "INT");
        Processes.signal(process, "HUP");

        // Then
        assertThat(Processes.ended(process, Duration.ofMillis(300))).isFalse();
        service.stop();
        assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo("exit code 143");
    }

    @Test
    void isKilledWhenItDoesNotEndInTime() throws Exception {
        // Given
        Service service = service(
                "trap '' TERM; echo deaf > " + folder.resolve("deaf") + "; while :; do sleep 1; done",
                FreePorts.one(),
                Duration.ofMillis(200));
        CompletableFuture<String> end = service.start();
        await().until(() -> Files.exists(folder.resolve("deaf")));

        // When
        service.stop();

        // Then
        assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo("exit code 137");
    }

    private Service service(String script, int managementPort, Duration patience) {
        ServicePlan plan = new ServicePlan(
                "toy",
                List.of("/bin/sh", "-c", script),
                Map.of("GIVEN", "yes"),
                Set.of("HOME"),
                managementPort,
                patience);
        return new Service(plan, new ServicePlan.Folders(folder, folder));
    }
}
