package io.promptgate.cli;

import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints where the stack is and its keys, as lines for {@code eval}, and nothing else. */
@Command(
        name = "env",
        description = "Prints URLs and keys as shell lines: eval \"$(promptgate env)\"",
        mixinStandardHelpOptions = true)
final class Env implements Runnable {
    @Mixin
    private final StateOption state = new StateOption();

    private final Terminal terminal;

    Env(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        StateDir dir = state.dir();
        StackFacts facts = StackFacts.read(dir.stack())
                .orElseThrow(() ->
                        new Failure("nothing was ever started in " + dir.path() + ": begin with ./promptgate up"));
        Facts.exports(facts, dir).forEach(terminal::say);
    }
}
