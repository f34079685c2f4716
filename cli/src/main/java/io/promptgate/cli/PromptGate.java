package io.promptgate.cli;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Surroundings;
import io.promptgate.cli.terminal.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program's entry: reads the command line, and turns a failure into one line and an exit code. */
@Command(
        name = "promptgate",
        description = "A self-hosted gateway between your programs and the LLM providers.",
        mixinStandardHelpOptions = true,
        versionProvider = PromptGate.Version.class,
        footer = {"", "promptgate test [MAVEN OPTIONS]  builds all and runs every test."})
public final class PromptGate {
    private static final int FAILED = 1;

    private PromptGate() {}

    public static void main(String[] args) {
        // the embedded database's library logs through SLF4J; nobody listens, and it need not say so
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(System.out, System.err, args));
    }

    /**
     * Runs one command.
     *
     * @return the exit code: 0, 1 for a failure, 2 for a wrong command line
     */
    static int run(PrintStream out, PrintStream err, String... args) {
        return run(out, err, Surroundings.ofProcess(), args);
    }

    /** Runs one command in other surroundings than the process's. */
    static int run(PrintStream out, PrintStream err, Surroundings around, String... args) {
        Terminal terminal = new Terminal(out);
        CommandLine line = new CommandLine(new PromptGate())
                .addSubcommand(new Up(terminal))
                .addSubcommand(new Down(terminal))
                .addSubcommand(new Status(terminal))
                .addSubcommand(new Env(terminal))
                .addSubcommand(new Plan(terminal, err, around))
                .addSubcommand(new Apply(terminal, around))
                .addSubcommand(new Export(terminal, around))
                .addSubcommand(new Logs(terminal, err, System.getenv()))
                .addSubcommand(new Metrics(terminal, System.getenv()))
                .addSubcommand(new Prices(terminal, System.getenv()))
                .addSubcommand(new Reseal(terminal, System.getenv()))
                .addSubcommand(new Drift(terminal, System.getenv()))
                .addSubcommand(new AuditLog(terminal, System.getenv()))
                .setOut(new PrintWriter(out, true, out.charset()))
                .setErr(new PrintWriter(err, true, err.charset()))
                .setExecutionExceptionHandler((e, _, _) -> fail(err, e));
        return args.length == 0 ? line.execute("--help") : line.execute(args);
    }

    private static int fail(PrintStream err, Exception e) throws Exception {
        if (!(e instanceof Failure)) {
            throw e;
        }
        err.println("promptgate: " + e.getMessage());
        return FAILED;
    }

    /** The version that the jar carries. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PromptGate.class.getPackage().getImplementationVersion();
            return new String[] {"promptgate " + Objects.requireNonNullElse(version, "(not packaged)")};
        }
    }
}
