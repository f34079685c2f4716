package io.promptgate.cli;

import io.promptgate.cli.process.Processes;
import io.promptgate.cli.stack.Leftovers;
import io.promptgate.cli.state.StackLock;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the {@code up} of a state folder and waits; also what a killed one has left. */
@Command(name = "down", description = "Stops all parts and waits for their end.", mixinStandardHelpOptions = true)
final class Down implements Runnable {
    /** Longer than all parts together may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private final StateOption state = new StateOption();

    private final Terminal terminal;

    Down(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        StateDir dir = state.dir();
        Optional<ProcessHandle> up = StackLock.holder(dir.lock());
        if (up.isPresent()) {
            terminal.say("Stopping what runs on " + dir.path() + " ...");
            Processes.end(up.get(), PATIENCE);
        }
        Leftovers.stop(dir, terminal);
        terminal.say(up.isPresent() ? "All is stopped." : "Nothing runs on " + dir.path() + ".");
    }
}
