package io.promptgate.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promptgate.cli.process.ToyPart;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final Stack stack = new Stack(
            List.of(List.of("gateway"), List.of("admin", "logs"), List.of("postgresql")),
            new Terminal(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));

    @Test
    void stopsInItsOwnOrderWhateverTheOrderOfTheStart() {
        // Given
        stack.add(new ToyPart("gateway", events));
        stack.add(new ToyPart("postgresql", events));
        stack.add(new ToyPart("admin", events));
        stack.awaitReady();
        events.clear();

        // When
        stack.stop(true);
        stack.stop(true);

        // Then
        assertThat(events).containsExactly("stop gateway", "stop admin", "stop postgresql");
    }

    @Test
    void failsWithThePartThatFails() {
        stack.add(new ToyPart("gateway", events));
        stack.add(new ToyPart("admin", events).broken(true));
        assertThatThrownBy(stack::awaitReady).isInstanceOf(Failure.class).hasMessage("admin is broken");
    }

    @Test
    void startsNothingMoreOnceItIsStopped() {
        stack.stop(true);
        assertThatThrownBy(() -> stack.add(new ToyPart("gateway", events))).isInstanceOf(Failure.class);
        assertThat(events).isEmpty();
    }

    @Test
    void watchesAllParts() {
        // Given
        ToyPart gateway = new ToyPart("gateway", events);
        stack.add(gateway);
        stack.watch();

        // When
        gateway.die();

        // Then
        await().until(() -> gateway.starts() == 2);
        stack.stop(true);
    }
}
