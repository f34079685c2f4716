package io.promptgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.cli.config.ConfigApi;
import io.promptgate.cli.config.Document;
import io.promptgate.cli.config.TokenFile;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Surroundings;
import io.promptgate.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the configuration what a document says: what the plan showed, or nothing. */
@Command(
        name = "apply",
        description = "Makes the configuration what the document says, after showing the plan.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 1,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:applied, or nothing to do", "1:an error, or not confirmed"})
final class Apply implements Callable<Integer> {
    private static final int MOST_OF_AN_ANSWER = 100;

    @Parameters(paramLabel = "FILE", description = "the document in YAML or JSON; - for standard input")
    private String file = "";

    @Option(names = "--prune", description = "also remove what a list of the document leaves out")
    private boolean prune;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "print what was done as JSON")
    private boolean json;

    @Option(names = "--tokens", paramLabel = "FILE", description = "a new file for the secrets of new tokens")
    private @Nullable Path tokens;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    private final Terminal terminal;
    private final Surroundings around;

    Apply(Terminal terminal, Surroundings around) {
        this.terminal = terminal;
        this.around = around;
    }

    @Override
    public Integer call() {
        Document document = ConfigOptions.document(file, around);
        if (!document.missing().isEmpty()) {
            throw new Failure("secrets have no value:\n  " + String.join("\n  ", document.missing()));
        }
        try (ConfigApi api = new ConfigApi(options.service(around.environment()))) {
            JsonNode plan = api.plan(document, prune);
            if (plan.path("changes").isEmpty()) {
                PlanPrint.print(plan, json, terminal, around);
                return 0;
            }
            demandPlaceForTokens(plan);
            confirm(plan);
            apply(api, document, plan.path("revision").asLong());
            return 0;
        }
    }

    private void apply(ConfigApi api, Document document, long revision) {
        if (tokens != null) {
            new TokenFile(tokens).create();
        }
        JsonNode done = api.apply(document, prune, revision);
        JsonNode made = done.path("tokens");
        if (tokens != null) {
            new TokenFile(tokens).write(made);
            ((ObjectNode) done).remove("tokens");
        }
        if (json) {
            terminal.say(done.toString());
            return;
        }
        terminal.say("Applied as revision " + done.path("revision").asLong() + ".");
        if (tokens == null) {
            made.forEach(token -> terminal.say("token " + token.path("project").asText() + " / "
                    + token.path("name").asText() + ", shown this once: "
                    + token.path("token").asText()));
        }
    }

    /** A secret must not end up in a pipeline's log. */
    private void demandPlaceForTokens(JsonNode plan) {
        boolean made = StreamSupport.stream(plan.path("changes").spliterator(), false)
                .anyMatch(change -> change.path("kind").asText().equals("token")
                        && change.path("action").asText().equals("create"));
        if (made && tokens == null && !around.interactive()) {
            throw new Failure("the document makes new tokens: say by --tokens FILE where their secrets go");
        }
    }

    private void confirm(JsonNode plan) {
        if (!json) {
            PlanPrint.print(plan, false, terminal, around);
        }
        if (yes) {
            return;
        }
        if (!around.interactive() || file.equals(ConfigOptions.STDIN)) {
            throw new Failure("nobody can be asked here: say --yes");
        }
        terminal.say("Apply this? Only yes counts.");
        if (!answer(around.in()).equals("yes")) {
            throw new Failure("not applied");
        }
    }

    private static String answer(InputStream in) {
        StringBuilder answer = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0 && c != '\n' && answer.length() < MOST_OF_AN_ANSWER; c = in.read()) {
                answer.append((char) c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString().strip();
    }
}
