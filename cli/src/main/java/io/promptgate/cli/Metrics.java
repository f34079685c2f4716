package io.promptgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.logs.FigureTable;
import io.promptgate.cli.logs.LogsApi;
import io.promptgate.cli.logs.LogsService;
import io.promptgate.cli.logs.Paint;
import io.promptgate.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows requests, errors, latency, tokens and cost as a table. */
@Command(
        name = "metrics",
        description = "Shows requests, errors, latency, tokens and cost by provider, model, alias, token or endpoint.",
        mixinStandardHelpOptions = true,
        footerHeading = "%n",
        footer = {
            "promptgate metrics --by model --window 7d",
            "promptgate metrics --by token 'provider:openai' --json",
            "",
            "Where logs-service is and the key come from PG_LOGS_URL and PG_ADMIN_KEY, else from the stack in the state",
            "folder. Without --project the figures are of all projects together.",
            "Exit codes: 0 well, 1 logs-service refused or is away, 2 a wrong command line."
        })
final class Metrics implements Runnable {
    @Mixin
    private final StateOption state = new StateOption();

    @Option(names = "--project", paramLabel = "UUID", description = "whose figures (default: all projects)")
    private @Nullable UUID project;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "provider, model, alias, token or endpoint (default: provider)")
    private String by = "provider";

    @Option(names = "--window", paramLabel = "TIME", description = "1h, 24h, 7d or 30d (default: 24h)")
    private String window = "24h";

    @Option(names = "--json", description = "the answer as it is, for machines")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "FILTER", description = "for example provider:groq")
    private List<String> filter = List.of();

    private final Terminal terminal;
    private final Map<String, String> environment;

    Metrics(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public void run() {
        LogsApi api = new LogsApi(LogsService.of(environment, state.dir()));
        Map<String, String> query = new TreeMap<>(Map.of("by", by, "window", window));
        if (!filter.isEmpty()) {
            query.put("q", String.join(" ", filter));
        }
        JsonNode reply =
                api.get(project == null ? "/logs/v1/metrics" : "/logs/v1/projects/" + project + "/metrics", query);
        if (json) {
            terminal.say(reply.toString());
        } else {
            new FigureTable(Paint.of(environment)).lines(reply).forEach(terminal::say);
        }
    }
}
