package io.promptgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.logs.Follow;
import io.promptgate.cli.logs.LogsApi;
import io.promptgate.cli.logs.LogsService;
import io.promptgate.cli.logs.Paint;
import io.promptgate.cli.logs.RequestLines;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a project's newest requests, the last one at the bottom, and with {@code -f} those that come. */
@Command(
        name = "logs",
        description = "Shows a project's requests: the newest ones, or with -f each one as it ends.",
        mixinStandardHelpOptions = true,
        footerHeading = "%n",
        footer = {
            "promptgate logs -f 'provider:groq status:error'",
            "promptgate logs --limit 200 'since:1h latency:>2s' --json | jq .error_code",
            "",
            "The filter's language is in docs/logs-api.md. Where logs-service is and the key come from PG_LOGS_URL and",
            "PG_ADMIN_KEY, else from the stack in the state folder; the project from PG_UUID, else the demo's.",
            "Exit codes: 0 well, 1 logs-service refused or is away, 2 a wrong command line, 130 ended by Ctrl-C."
        })
final class Logs implements Runnable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int NEWEST = 50;
    private static final int BEFORE_FOLLOWING = 10;

    @Mixin
    private final StateOption state = new StateOption();

    @Option(
            names = {"-f", "--follow"},
            description = "go on with the requests that come; survives a restart of logs-service")
    private boolean follow;

    @Option(names = "--project", paramLabel = "UUID", description = "whose requests")
    private @Nullable UUID project;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "how many of the newest requests to show, 1 to 500 (default: 50; with -f 10)")
    private @Nullable Integer limit;

    @Option(names = "--json", description = "one JSON object per line, for machines")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "FILTER", description = "for example provider:groq status:error")
    private List<String> filter = List.of();

    private final Terminal terminal;
    private final PrintStream err;
    private final Map<String, String> environment;

    Logs(Terminal terminal, PrintStream err, Map<String, String> environment) {
        this.terminal = terminal;
        this.err = err;
        this.environment = environment;
    }

    @Override
    public void run() {
        LogsService service = LogsService.of(environment, state.dir());
        LogsApi api = new LogsApi(service);
        RequestLines lines = new RequestLines(Paint.of(environment));
        String whose = whose(service);
        String q = String.join(" ", filter);
        if (follow) {
            new Follow(api, whose, q, PAUSE, new Shown(api, whose, q, lines)).run();
        } else {
            newest(api, whose, q, lines, limit == null ? NEWEST : limit);
        }
    }

    /** A view that follows begins with a few that were there already, so that one sees what one will see. */
    private final class Shown implements Follow.Listener {
        private final LogsApi api;
        private final String whose;
        private final String q;
        private final RequestLines lines;
        private final Set<String> known = new HashSet<>();

        Shown(LogsApi api, String whose, String q, RequestLines lines) {
            this.api = api;
            this.whose = whose;
            this.q = q;
            this.lines = lines;
        }

        @Override
        public void begun() {
            known.addAll(newest(api, whose, q, lines, limit == null ? BEFORE_FOLLOWING : limit));
        }

        @Override
        public void request(JsonNode request) {
            // one that came while the first page was read is on both
            if (!known.remove(request.path("id").asText())) {
                show(request, lines);
            }
        }

        @Override
        public void news(String line) {
            err.println("promptgate: " + line);
        }
    }

    /** The ids of those shown. */
    private List<String> newest(LogsApi api, String whose, String q, RequestLines lines, int most) {
        Map<String, String> query = new TreeMap<>(Map.of("limit", Integer.toString(most)));
        if (!q.isEmpty()) {
            query.put("q", q);
        }
        JsonNode page = api.get("/logs/v1/projects/" + whose + "/requests", query);
        if (!json) {
            terminal.say(lines.head());
            page.path("gaps").forEach(gap -> terminal.say(lines.gap(gap)));
        }
        List<JsonNode> requests = new ArrayList<>();
        page.path("data").forEach(requests::add);
        requests.reversed().forEach(request -> show(request, lines));
        return requests.stream().map(request -> request.path("id").asText()).toList();
    }

    private void show(JsonNode request, RequestLines lines) {
        terminal.say(json ? request.toString() : lines.line(request));
    }

    private String whose(LogsService service) {
        if (project != null) {
            return project.toString();
        }
        if (service.project() == null) {
            throw new Failure("which project? Give --project UUID, or set PG_UUID");
        }
        return service.project();
    }
}
