package io.promptgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final ToyPart part = new ToyPart("toy", events);
    private final Supervisor supervisor =
            new Supervisor(part, new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8)));

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void startsAPartAgainWhenItHasEndedAndSaysSo() {
        // Given
        supervisor.start();
        supervisor.watch();

        // When
        part.die();

        // Then
        await().until(() -> part.starts() == 2);
        await().until(() -> text().contains("toy is ready again"));
        assertThat(text()).contains("toy has ended (exit code 1); starting it again in 500 ms");
    }

    @Test
    void goesOnTryingLaterAndLater() {
        // Given
        supervisor.start();
        supervisor.watch();

        // When
        part.broken(true).die();
        await().until(() -> text().contains("toy is broken"));
        part.broken(false);

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> text().contains("toy is ready again"));
        assertThat(text()).contains("in 1.0 s");
    }

    @Test
    void doesNotStartAgainWhatIsBeingStopped() {
        // Given
        supervisor.start();
        supervisor.watch();

        // When
        supervisor.stop();
        supervisor.start();

        // Then
        await().during(Duration.ofMillis(700)).until(() -> part.starts() == 1);
        assertThat(text()).doesNotContain("has ended");
    }

    @Test
    void saysWhenAPartIsReady() {
        supervisor.start();
        supervisor.awaitReady();
        assertThat(text()).contains("toy").contains("ready after");
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
