package io.promptgate.cli;

import io.promptgate.cli.prices.DriftTable;
import io.promptgate.cli.prices.Suite;
import io.promptgate.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the log with a provider's own export. */
@Command(
        name = "drift",
        description = "Compares tokens and costs with a provider's usage export, by day and model.",
        mixinStandardHelpOptions = true,
        footerHeading = "%n",
        footer = {
            "promptgate drift usage.json --provider openai",
            "",
            "Where logs-service is and the key come from PG_LOGS_URL and PG_ADMIN_KEY, else from the stack in the state",
            "folder. Exit codes: 0 well, 1 logs-service refused or is away, 2 a wrong command line."
        })
final class Drift implements Runnable {
    @Mixin
    private final StateOption state = new StateOption();

    @Parameters(paramLabel = "FILE", description = "the export, JSON or CSV")
    private Path file = Path.of("");

    @Option(names = "--provider", paramLabel = "PROVIDER", required = true, description = "openai or anthropic")
    private String provider = "";

    private final Terminal terminal;
    private final Map<String, String> environment;

    Drift(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public void run() {
        new DriftTable(new Suite(environment, state.dir()).logs())
                .compare(Prices.read(file), provider)
                .forEach(terminal::say);
    }
}
