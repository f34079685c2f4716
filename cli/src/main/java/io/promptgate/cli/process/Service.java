package io.promptgate.cli.process;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One service as a process. It does not hear the terminal's Ctrl-C (a signal ignored at its start stays ignored), so
 * that the stack alone says when it ends. Its output goes to a bounded log. Thread-safe.
 */
public final class Service implements Part {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** In the words of the service, or of the exception or signal that ended it, also inside a line of JSON. */
    private static final List<Pattern> REASONS = List.of(
            Pattern.compile("does not start: ([^\\n\"]+)"),
            Pattern.compile("Caused by: [\\w.$]+: ([^\\n\\\\\"]+)"),
            Pattern.compile("(?m)^# +(SIG.+)$"));

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ServicePlan plan;
    private final LogFile log;
    private final PidFile pidFile;
    private volatile @Nullable Process process;
    private volatile @Nullable Thread pump;

    public Service(ServicePlan plan, ServicePlan.Folders folders) {
        this.plan = plan;
        this.log = new LogFile(folders.logs(), plan.name());
        this.pidFile = new PidFile(folders.running(), plan.name());
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public CompletableFuture<String> start() {
        Process started = launch();
        process = started;
        pidFile.write(started.toHandle());
        pump = Thread.ofVirtual().name(plan.name() + " log").start(() -> pump(started));
        return started.onExit().thenApply(this::ended);
    }

    @Override
    public void awaitReady() {
        long start = System.nanoTime();
        while (!Health.isReady(plan.managementPort())) {
            Process now = process;
            if (now == null || !now.isAlive()) {
                awaitLastWords();
                throw new Failure(plan.name() + " does not start: " + reason());
            }
            if (System.nanoTime() - start > START_LIMIT.toNanos()) {
                throw new Failure(plan.name() + " is not ready after " + Terminal.show(START_LIMIT) + ": " + reason());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void stop() {
        Process now = process;
        if (now != null) {
            Processes.end(now.toHandle(), plan.patience());
        }
        pidFile.delete();
    }

    private String ended(Process gone) {
        // at once: its id may soon be another program's
        pidFile.delete();
        return "exit code " + gone.exitValue();
    }

    private String reason() {
        return REASONS.stream()
                        .flatMap(pattern -> log.last(pattern).stream())
                        .findFirst()
                        .or(log::lastLine)
                        .orElse("it has said nothing")
                + " (" + log.path() + ")";
    }

    private void awaitLastWords() {
        Thread now = pump;
        try {
            if (now != null) {
                now.join(LAST_WORDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        // the shell replaces itself by the program, which inherits what is ignored
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.addAll(plan.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        plan.withheld().forEach(builder.environment()::remove);
        builder.environment().putAll(plan.environment());
        try {
            log.mark();
            return builder.start();
        } catch (IOException e) {
            throw new Failure("cannot start " + plan.name() + ": " + e.getMessage(), e);
        }
    }

    private void pump(Process from) {
        try {
            log.pump(from.getInputStream());
        } catch (IOException _) {
            // the stream of an ended process
        }
    }
}
