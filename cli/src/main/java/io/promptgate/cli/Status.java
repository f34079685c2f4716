package io.promptgate.cli;

import io.promptgate.cli.stack.PartStatus;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StackLock;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows each part; exit code 0 when all are up and ready, else 1. */
@Command(
        name = "status",
        description = "Shows what runs; exit code 0 only when all is up and ready.",
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {
    private static final String ROW = "%-16s %-5s %-8s %-6s %-10s %s";

    @Mixin
    private final StateOption state = new StateOption();

    private final Terminal terminal;

    Status(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StateDir dir = state.dir();
        StackFacts facts = StackFacts.read(dir.stack())
                .orElseThrow(() ->
                        new Failure("nothing was ever started in " + dir.path() + ": begin with ./promptgate up"));
        Optional<ProcessHandle> up = StackLock.holder(dir.lock());
        List<PartStatus> parts = PartStatus.all(facts, dir, up);
        terminal.say(String.format(Locale.ROOT, ROW, "PART", "STATE", "PID", "PORT", "HEALTH", "UPTIME"));
        parts.forEach(part -> terminal.say(row(part)));
        return parts.stream().allMatch(PartStatus::isWell) ? 0 : 1;
    }

    private static String row(PartStatus part) {
        return String.format(
                Locale.ROOT,
                ROW,
                part.name(),
                part.process().isPresent() ? "up" : "down",
                part.process().map(process -> Long.toString(process.pid())).orElse("-"),
                part.port() == 0 ? "-" : part.port(),
                part.health(),
                part.uptime().map(Terminal::show).orElse("-"));
    }
}
