package io.promptgate.cli.logs;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows where in a filter logs-service found what it does not understand. */
final class FilterPlace {
    private FilterPlace() {}

    /** Two more lines, the filter and a mark below it; nothing where the problem has no place in the filter. */
    static String of(JsonNode problem, String filter) {
        for (JsonNode error : problem.path("errors")) {
            int offset = error.path("position").asInt(0) - 1;
            if (error.path("field").asText().equals("q") && offset >= 0 && offset <= filter.length()) {
                int column = SafeText.of(filter.substring(0, offset)).length();
                return "\n  " + SafeText.of(filter) + "\n  " + " ".repeat(column) + "^";
            }
        }
        return "";
    }
}
