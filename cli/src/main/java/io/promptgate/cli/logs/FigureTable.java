package io.promptgate.cli.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Figures as a table whose columns are as wide as they need. */
public final class FigureTable {
    private static final int KEY = 40;
    private static final List<String> HEAD = List.of(
            "REQUESTS",
            "ERRORS",
            "ERR %",
            "SHARE %",
            "AVG MS",
            "P50",
            "P95",
            "P99",
            "TTFT P50",
            "TOKENS",
            "USD",
            "UNPRICED");

    private final Paint paint;

    public FigureTable(Paint paint) {
        this.paint = paint;
    }

    /** The lines of the answer of {@code /metrics}. */
    public List<String> lines(JsonNode reply) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>();
        head.add(reply.path("by").asText("").toUpperCase(Locale.ROOT));
        head.addAll(HEAD);
        rows.add(head);
        reply.path("data").forEach(group -> rows.add(row(group)));
        int[] widths = IntStream.range(0, head.size())
                .map(i -> rows.stream()
                        .mapToInt(row -> row.get(i).codePointCount(0, row.get(i).length()))
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            String line = line(row, widths);
            lines.add(lines.isEmpty() ? paint.bold(line) : line);
        }
        long dropped = reply.path("dropped_requests").asLong();
        if (dropped > 0) {
            lines.add(paint.red("-- " + dropped + " more requests were dropped before they reached the log"));
        }
        return lines;
    }

    private static List<String> row(JsonNode group) {
        String key = group.path("name").asText(group.path("key").asText("-"));
        return List.of(
                SafeText.cut(group.path("key").isNull() ? "-" : key, KEY),
                number(group.path("requests")),
                number(group.path("errors")),
                percent(group.path("error_rate")),
                percent(group.path("share")),
                number(group.at("/latency_ms/avg")),
                number(group.at("/latency_ms/p50")),
                number(group.at("/latency_ms/p95")),
                number(group.at("/latency_ms/p99")),
                number(group.at("/ttft_ms/p50")),
                number(group.at("/tokens/total")),
                number(group.path("cost_usd")),
                number(group.path("unpriced_requests")));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String space = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
            line.append(i == 0 ? cell + space : "  " + space + cell);
        }
        return line.toString();
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : "-";
    }

    private static String percent(JsonNode ratio) {
        return ratio.decimalValue()
                .multiply(BigDecimal.valueOf(100))
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
