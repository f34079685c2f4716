package io.promptgate.cli.prices;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A provider's figures against the log's, as lines. */
public final class DriftTable {
    private final ApiClient logs;

    public DriftTable(ApiClient logs) {
        this.logs = logs;
    }

    /** Compares with an export; the format is told by what it begins with. */
    public List<String> compare(byte[] export, String provider) {
        JsonNode report = logs.post(
                "/logs/v1/drift?provider=" + URLEncoder.encode(provider, StandardCharsets.UTF_8),
                "application/octet-stream",
                export);
        Table table = new Table(2, "DAY", "MODEL", "INPUT", "OURS", "%", "OUTPUT", "OURS", "%", "USD", "OURS", "%");
        report.path("data").forEach(row -> table.add(row(row, row.path("day").asText(), model(row))));
        table.add(row(report.path("totals"), "total", ""));
        return table.lines();
    }

    private static String model(JsonNode row) {
        return row.path("model").isTextual() ? Problems.plain(row.path("model").asText()) : "(all)";
    }

    private static List<String> row(JsonNode row, String day, String model) {
        JsonNode input = row.path("input_tokens");
        JsonNode output = row.path("output_tokens");
        JsonNode cost = row.path("cost_usd");
        return List.of(
                day,
                model,
                amount(input, "theirs"),
                amount(input, "ours"),
                percent(input),
                amount(output, "theirs"),
                amount(output, "ours"),
                percent(output),
                amount(cost, "theirs"),
                amount(cost, "ours"),
                percent(cost));
    }

    private static String amount(JsonNode pair, String side) {
        return pair.path(side).isNumber() ? plain(pair.path(side).decimalValue()) : "-";
    }

    private static String percent(JsonNode pair) {
        JsonNode percent = pair.path("percent");
        if (!percent.isNumber()) {
            return "-";
        }
        return (percent.decimalValue().signum() > 0 ? "+" : "") + plain(percent.decimalValue());
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
