package io.promptgate.cli;

import io.promptgate.cli.stack.StackLauncher;
import io.promptgate.cli.stack.StackOptions;
import io.promptgate.cli.state.Ports;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts all parts, watches them, and stops them when it is told to end (Ctrl-C, SIGTERM, {@code down}). */
@Command(
        name = "up",
        description = "Starts PostgreSQL, the admin, gateway and logs services; Ctrl-C stops them.",
        mixinStandardHelpOptions = true)
final class Up implements Runnable {
    @Mixin
    private final StateOption state = new StateOption();

    @Option(
            names = "--demo",
            description = "adds mock providers and a project on them, so that the first chat needs no provider's key")
    private boolean demo;

    @Option(names = "--native", description = "runs the native programs; build them before with ./promptgate native")
    private boolean compiled;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "the gateway's port; the others are counted from it (default: as last time, else 8080)")
    private @Nullable Integer portBase;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "the address that the services listen on (default: ${DEFAULT-VALUE})")
    private String host = "";

    private final Terminal terminal;

    Up(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        StateDir dir = state.dir();
        StackLauncher launcher = new StackLauncher(
                new StackOptions(StateOption.home(), compiled, dir, host, ports(dir), demo, System.getenv()), terminal);
        Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> stop(launcher));
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.say("Starting PromptGate; its state is in " + dir.path());
        try {
            StackFacts facts = launcher.start();
            report(facts, dir, Duration.ofNanos(System.nanoTime() - start));
        } catch (Failure e) {
            if (isStillOurs(hook)) {
                launcher.stop(false);
                throw e;
            }
        }
        untilTheEnd();
    }

    private Ports ports(StateDir dir) {
        return portBase != null
                ? new Ports(portBase)
                : StackFacts.read(dir.stack()).map(StackFacts::ports).orElseGet(() -> new Ports(Ports.DEFAULT_BASE));
    }

    private void report(StackFacts facts, StateDir dir, Duration took) {
        terminal.say("PromptGate is up after " + Terminal.show(took) + ".");
        terminal.say("  gateway    " + facts.gatewayUrl());
        terminal.say("  admin      " + facts.adminUrl());
        terminal.say("  logs       " + facts.logsUrl());
        terminal.say("  admin key  " + facts.adminKey().reveal());
        terminal.say("");
        terminal.say("For a shell (or: eval \"$(./promptgate env)\"):");
        Facts.exports(facts, dir).forEach(line -> terminal.say("  " + line));
        terminal.say("");
        terminal.say("Try:");
        terminal.say("  " + Facts.curl(facts));
        terminal.say("");
        terminal.say("Ctrl-C stops everything.");
    }

    private void stop(StackLauncher launcher) {
        terminal.say("Stopping ...");
        launcher.stop(true);
        terminal.say("All is stopped.");
    }

    /** Whether the process goes on: else it was told to end, and the failure only says that. */
    private static boolean isStillOurs(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static void untilTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
