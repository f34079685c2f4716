package io.promptgate.cli.prices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes of what is in the log: pricing it anew, and the audit of all such changes. */
public final class LogChanges {
    private final ApiClient logs;

    public LogChanges(ApiClient logs) {
        this.logs = logs;
    }

    /**
     * Prices a window anew; says what changed, as lines.
     *
     * @param scope the fields of the request that are texts, such as {@code from}
     */
    public List<String> reprice(Map<String, String> scope, boolean dryRun) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        scope.forEach(body::put);
        body.put("dry_run", dryRun);
        JsonNode report = logs.post(
                "/logs/v1/reprice", "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
        Table table = new Table(2, "PROVIDER", "MODEL", "CHANGED", "BEFORE", "AFTER", "UNPRICED");
        report.path("models")
                .forEach(row -> table.add(List.of(
                        text(row, "provider"),
                        text(row, "model"),
                        row.path("changed").asText(),
                        PriceList.amount(row, "cost_before"),
                        PriceList.amount(row, "cost_after"),
                        row.path("unpriced").asText())));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add((dryRun ? "it would be " : "") + report.path("changed").asText() + " of "
                + report.path("looked").asText() + " records changed by the prices of revision "
                + report.path("price_revision").asText() + ": " + PriceList.amount(report, "cost_before")
                + " USD became " + PriceList.amount(report, "cost_after") + "; "
                + report.path("unpriced").asText() + " have no price");
        if (report.path("continue_from").isTextual()) {
            lines.add("there are more: go on with --from " + text(report, "continue_from"));
        }
        return lines;
    }

    /** Who changed what, the newest first, as lines. */
    public List<String> audit(int limit) {
        Table table =
                new Table(6, "AT", "WHO", "ROLE", "ACTION", "PROJECT", "FILTER", "RECORDS", "USD BEFORE", "USD AFTER");
        logs.get("/logs/v1/audit?limit=" + limit)
                .path("data")
                .forEach(row -> table.add(List.of(
                        text(row, "at"),
                        text(row, "who"),
                        text(row, "role"),
                        text(row, "action"),
                        row.path("project_uuid").isTextual() ? text(row, "project_uuid") : "(all)",
                        text(row, "filter"),
                        row.path(row.path("removed").isNumber() ? "removed" : "repriced")
                                .asText(),
                        PriceList.amount(row, "cost_before"),
                        PriceList.amount(row, "cost_after"))));
        return table.lines();
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).isTextual() ? Problems.plain(row.path(field).asText()) : "-";
    }
}
