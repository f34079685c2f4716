package io.promptgate.logs.export;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.Gap;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.json.Json;
import io.promptgate.logs.fact.Fact;
import io.promptgate.logs.fact.Facts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) with a header row. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front.
 */
final class Csv implements Format {
    private static final String LINE_END = "\r\n";
    // OWASP, CSV injection
    private static final String FORMULA = "=+-@\t\r";
    private static final String NEEDS_QUOTES = ",\"\r\n";

    private static final List<Cell> FACTS = Stream.of(
                    Stream.of(
                            new Cell("kind", _ -> "request", _ -> "gap"),
                            new Cell("id", RequestRecord::id, Gap::id),
                            new Cell("created_at", r -> Json.time(r.createdAt()), g -> Json.time(g.from())),
                            new Cell("project_uuid", r -> r.client().projectUuid(), Gap::projectUuid)),
                    Facts.ASKED_AND_SERVED.stream().map(Csv::of),
                    Stream.of(
                            of("attempts", r -> r.served().attempts().size()),
                            of("status", r -> r.outcome().ok() ? "ok" : "error")),
                    Facts.OUTCOME.stream().map(Csv::of),
                    Stream.of(
                            new Cell("gap_to", _ -> null, g -> Json.time(g.to())),
                            new Cell("gap_dropped", _ -> null, Gap::dropped),
                            new Cell("gap_replica", _ -> null, Gap::replica)))
            .flatMap(cells -> cells)
            .toList();
    private static final List<Cell> BODIES =
            List.of(of("request_body", r -> text(r.requestBody())), of("response_body", r -> text(r.responseBody())));

    private final List<Cell> cells;

    /** One column. */
    private record Cell(
            String name, Function<RequestRecord, @Nullable Object> ofRecord, Function<Gap, @Nullable Object> ofGap) {}

    Csv(boolean bodies) {
        this.cells = bodies ? Stream.concat(FACTS.stream(), BODIES.stream()).toList() : FACTS;
    }

    @Override
    public String mediaType() {
        return "text/csv;charset=UTF-8";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public byte[] head() {
        return row(cells.stream().map(Cell::name).toList());
    }

    @Override
    public byte[] record(RequestRecord record) {
        return line(cells.stream().map(cell -> cell.ofRecord().apply(record)));
    }

    @Override
    public byte[] gap(Gap gap) {
        return line(cells.stream().map(cell -> cell.ofGap().apply(gap)));
    }

    /** A cell with what protects it; empty where there is nothing. */
    static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> quoted(inert(value.toString()));
        };
    }

    private static byte[] line(Stream<@Nullable Object> values) {
        return row(values.map(Csv::cell).toList());
    }

    private static byte[] row(List<String> texts) {
        return (String.join(",", texts) + LINE_END).getBytes(StandardCharsets.UTF_8);
    }

    private static String inert(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Cell of(String name, Function<RequestRecord, @Nullable Object> value) {
        return new Cell(name, value, _ -> null);
    }

    private static Cell of(Fact<?> fact) {
        return of(fact.name(), fact::of);
    }

    private static @Nullable String text(@Nullable Body body) {
        return body == null ? null : body.text();
    }
}
