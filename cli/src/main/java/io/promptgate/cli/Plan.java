package io.promptgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.config.ConfigApi;
import io.promptgate.cli.config.Document;
import io.promptgate.cli.terminal.Surroundings;
import io.promptgate.cli.terminal.Terminal;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an apply of a document would do. */
@Command(
        name = "plan",
        description = "Shows what an apply of the document would change; changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 1,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing to do", "1:an error", "2:changes are planned"})
final class Plan implements Callable<Integer> {
    private static final int PLANNED = 2;

    @Parameters(paramLabel = "FILE", description = "the document in YAML or JSON; - for standard input")
    private String file = "";

    @Option(names = "--prune", description = "also remove what a list of the document leaves out")
    private boolean prune;

    @Option(names = "--json", description = "print the plan as JSON")
    private boolean json;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    private final Terminal terminal;
    private final PrintStream err;
    private final Surroundings around;

    Plan(Terminal terminal, PrintStream err, Surroundings around) {
        this.terminal = terminal;
        this.err = err;
        this.around = around;
    }

    @Override
    public Integer call() {
        Document document = ConfigOptions.document(file, around);
        document.missing().forEach(reference -> err.println("promptgate: not compared: " + reference));
        try (ConfigApi api = new ConfigApi(options.service(around.environment()))) {
            JsonNode plan = api.plan(document, prune);
            PlanPrint.print(plan, json, terminal, around);
            return plan.path("changes").isEmpty() ? 0 : PLANNED;
        }
    }
}
