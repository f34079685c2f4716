package io.promptgate.logs.export;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.Gap;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.common.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    private static final List<Cell> FACTS = List.of(
            new Cell("kind", _ -> "request", _ -> "gap"),
            new Cell("id", RequestRecord::id, Gap::id),
            new Cell("created_at", r -> Json.time(r.createdAt()), g -> Json.time(g.from())),
            new Cell("project_uuid", r -> r.client().projectUuid(), Gap::projectUuid),
            of("parent_id", RequestRecord::parentId),
            of("env", r -> r.client().env()),
            of("token_id", r -> r.client().tokenId()),
            of("token_name", r -> r.client().tokenName()),
            of("client_request_id", r -> r.client().clientRequestId()),
            of("client_ip", r -> r.client().clientIp()),
            of("user_agent", r -> r.client().userAgent()),
            of("surface", r -> wire(r.asked().surface())),
            of("endpoint_slug", r -> r.asked().endpointSlug()),
            of("requested_model", r -> r.asked().requestedModel()),
            of("alias", r -> r.asked().alias()),
            of("stream", r -> r.asked().stream()),
            of("provider", r -> r.served().provider()),
            of("model", r -> r.served().model()),
            of("credential_id", r -> r.served().credentialId()),
            of("revision", r -> r.served().revision()),
            of("attempts", r -> r.served().attempts().size()),
            of("status", r -> r.outcome().ok() ? "ok" : "error"),
            of("http_status", r -> r.outcome().httpStatus()),
            of("error_code", r -> r.outcome().errorCode()),
            of("error_message", r -> r.outcome().errorMessage()),
            of("ended", r -> wire(r.outcome().ended())),
            of("latency_ms", r -> r.timing().latencyMs()),
            of("ttft_ms", r -> r.timing().ttftMs()),
            of("overhead_ms", r -> r.timing().overheadMs()),
            used("prompt_tokens", Usage::prompt),
            used("completion_tokens", Usage::completion),
            used("total_tokens", Usage::total),
            used("cached_tokens", Usage::cached),
            used("cache_write_tokens", Usage::cacheWrite),
            used("reasoning_tokens", Usage::reasoning),
            used("usage_estimated", Usage::estimated),
            of("cost_usd", r -> r.cost().usd()),
            of("price_source", r -> r.cost().priceSource()),
            new Cell("gap_to", _ -> null, g -> Json.time(g.to())),
            new Cell("gap_dropped", _ -> null, Gap::dropped),
            new Cell("gap_replica", _ -> null, Gap::replica));
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

    private static Cell used(String name, Function<Usage, Object> value) {
        return of(name, r -> r.usage() == null ? null : value.apply(Objects.requireNonNull(r.usage())));
    }

    private static @Nullable String text(@Nullable Body body) {
        return body == null ? null : body.text();
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
