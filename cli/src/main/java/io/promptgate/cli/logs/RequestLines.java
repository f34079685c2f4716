package io.promptgate.cli.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Requests as lines of one width each, so that lines that come later stand under those that came first. */
public final class RequestLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int ERROR = 160;
    private static final List<Column> COLUMNS = List.of(
            new Column("TIME", 18, false, r -> TIME.format(Instant.parse(text(r, "created_at")))),
            new Column("STATUS", 6, false, r -> text(r, "status")),
            new Column("HTTP", 4, true, r -> text(r, "http_status")),
            new Column("PROVIDER", 12, false, r -> text(r, "provider")),
            new Column("MODEL", 28, false, r -> text(r, "model")),
            new Column("ALIAS", 14, false, r -> text(r, "alias")),
            new Column("TOKEN", 16, false, r -> text(r, "token_name")),
            new Column("MS", 7, true, r -> text(r, "latency_ms")),
            new Column("TOKENS", 7, true, r -> text(r, "total_tokens")),
            new Column("USD", 10, true, r -> text(r, "cost_usd")));

    private final Paint paint;

    private record Column(String name, int width, boolean right, Function<JsonNode, String> value) {
        String cell(String text) {
            String cut = SafeText.cut(text.isEmpty() ? "-" : text, width);
            String space = " ".repeat(width - cut.codePointCount(0, cut.length()));
            return right ? space + cut : cut + space;
        }
    }

    public RequestLines(Paint paint) {
        this.paint = paint;
    }

    /** The names of the columns. */
    public String head() {
        String names =
                COLUMNS.stream().map(column -> column.cell(column.name())).collect(Collectors.joining("  "));
        return paint.bold(names + "  ERROR");
    }

    /** One request. */
    public String line(JsonNode request) {
        String cells = COLUMNS.stream()
                .map(column -> column.cell(column.value().apply(request)))
                .collect(Collectors.joining("  "));
        String error = SafeText.cut(error(request), ERROR);
        String line = (cells + "  " + error).stripTrailing();
        return text(request, "status").equals("error") ? paint.red(line) : line;
    }

    /** What gateways had to drop. */
    public String gap(JsonNode gap) {
        return paint.red("-- " + text(gap, "dropped") + " requests between " + time(gap, "from") + " and "
                + time(gap, "to") + " were dropped by " + SafeText.cut(text(gap, "replica"), 60));
    }

    private static String error(JsonNode request) {
        String message = text(request, "error_message");
        return message.isEmpty() ? text(request, "error_code") : text(request, "error_code") + ": " + message;
    }

    private static String time(JsonNode node, String name) {
        return TIME.format(Instant.parse(text(node, name)));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
