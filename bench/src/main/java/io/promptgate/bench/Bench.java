package io.promptgate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One run: starts everything, measures, prints a table, writes it to {@code out/}, and leaves nothing running. */
public final class Bench {
    /** Where tables, figures and recordings go. */
    static final Path OUT = Path.of("out");

    private static final Path WORK = Path.of("target", "bench");
    private static final int BAD_USAGE = 2;
    private static final int FAILED = 1;

    private final Options options;
    private final Cleanup cleanup;
    private final PrintStream out;

    private Bench(Options options, Cleanup cleanup, PrintStream out) {
        this.options = options;
        this.cleanup = cleanup;
        this.out = out;
    }

    /** Run from the folder {@code bench/}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    private static int run(List<String> arguments, PrintStream out) {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return BAD_USAGE;
        }
        try (Cleanup cleanup = new Cleanup()) {
            breakOffAfter(options.limit(), out);
            Bench bench = new Bench(options, cleanup, out);
            return switch (options.what()) {
                case LANES -> bench.run() ? 0 : FAILED;
                case PROGRAMS -> bench.write("native", bench.programs());
                case LOGS_AWAY -> bench.write("logs-away", bench.logsAway());
            };
        } catch (IllegalStateException e) {
            out.println("bench: " + e.getMessage());
            return FAILED;
        } catch (IOException | InterruptedException e) {
            out.println("bench: " + e);
            return FAILED;
        }
    }

    /** Measures and says whether all bars were held and no record was lost. */
    private boolean run() throws IOException, InterruptedException {
        MachineFacts machine = MachineFacts.collect();
        Files.createDirectories(WORK);
        Files.createDirectories(OUT);
        out.println("starting the stubs, nginx, PostgreSQL and the services ...");
        Stubs stubs = Stubs.start(WORK, cleanup);
        Program nginx = Nginx.proxy(WORK, stubs.instant().port(), stubs.slow().port(), cleanup);
        Suite suite = Suite.start(WORK, stubs, options, cleanup);
        List<Target> targets = Targets.of(stubs, nginx, suite);
        Window window =
                new Window(stubs, new WrkLoad(WORK, suite.token(), cleanup), new StreamLoad(suite.token(), cleanup));
        List<Row> rows = new Runner(options, window, targets, out).run();
        Books books = suite.books(window.recorded());
        Report report = new Report(machine, rows, Bars.judge(rows), books);
        Path written = report.write(OUT);
        out.println();
        out.println(Table.of(report));
        out.println("written to " + written.toAbsolutePath() + ".{md,json}");
        return books.balanced();
    }

    /** Jars and native programs, side by side. */
    private String programs() throws IOException, InterruptedException {
        MachineFacts machine = MachineFacts.collect();
        Stubs stubs = stubs();
        Launch launch = Launch.prepare(WORK, stubs, options, cleanup);
        List<ProgramRow> rows = new Programs(launch, stubs, options, cleanup, out).measure();
        return ProgramTable.of(machine, rows);
    }

    /** The gateway with logs-service there and with it stopped, window by window. */
    private String logsAway() throws IOException, InterruptedException {
        MachineFacts machine = MachineFacts.collect();
        Stubs stubs = stubs();
        Launch launch = Launch.prepare(WORK, stubs, options, cleanup);
        return Table.facts(machine) + "\n\n" + new LogsAway(launch, stubs, options, cleanup, out).table();
    }

    private Stubs stubs() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Files.createDirectories(OUT);
        return Stubs.start(WORK, cleanup);
    }

    private int write(String name, String table) throws IOException {
        out.println();
        out.println(table);
        Path written = OUT.resolve(name + "-" + Instant.now().toEpochMilli() + ".md");
        Files.writeString(written, table);
        out.println("written to " + written.toAbsolutePath());
        return 0;
    }

    private static void breakOffAfter(Duration limit, PrintStream out) {
        Thread.ofPlatform().daemon().name("limit").start(() -> {
            try {
                Thread.sleep(limit);
            } catch (InterruptedException _) {
                return;
            }
            out.println("bench: broken off after " + limit.toMinutes() + " minutes");
            System.exit(FAILED);
        });
    }
}
