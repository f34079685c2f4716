package io.promptgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.config.Paint;
import io.promptgate.cli.terminal.Surroundings;
import io.promptgate.cli.terminal.Terminal;

/** Prints a plan: as JSON, or its text, in colours on a terminal. */
final class PlanPrint {
    private PlanPrint() {}

    static void print(JsonNode plan, boolean json, Terminal terminal, Surroundings around) {
        if (json) {
            terminal.say(plan.toString());
            return;
        }
        plan.path("text")
                .asText()
                .lines()
                .map(line -> around.colours() ? Paint.line(line) : line)
                .forEach(terminal::say);
    }
}
