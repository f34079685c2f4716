package io.promptgate.admin.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.json.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes any number of lines, oldest first, each part read only when the one before was handed to the socket. */
@Singleton
final class AuditExport {
    private static final int PART = 1_000;
    private static final List<String> COLUMNS = List.of(
            "number",
            "created_at",
            "actor",
            "key_id",
            "role",
            "address",
            "request_id",
            "kind",
            "key",
            "action",
            "project",
            "revision",
            "times",
            "before",
            "after",
            "hash");

    private final AuditReader reader;

    @Inject
    AuditExport(AuditReader reader) {
        this.reader = reader;
    }

    /** One JSON object on each line. */
    Uni<Void> ndjson(AuditFilter filter, HttpServerResponse response) {
        return send(filter, response, "application/x-ndjson", "", AuditExport::json);
    }

    /** RFC 4180, with a header. */
    Uni<Void> csv(AuditFilter filter, HttpServerResponse response) {
        return send(filter, response, "text/csv; charset=utf-8", String.join(",", COLUMNS) + "\r\n", AuditExport::row);
    }

    /** The first part is read before anything is written, so that a failure until then is an ordinary answer. */
    private Uni<Void> send(
            AuditFilter filter,
            HttpServerResponse response,
            String type,
            String head,
            Function<AuditView, String> line) {
        AtomicLong last = new AtomicLong();
        return reader.oldest(filter, last.get(), PART).chain(first -> {
            response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, type);
            Multi<List<AuditView>> later = Multi.createBy()
                    .repeating()
                    .uni(() -> reader.oldest(filter, last.get(), PART))
                    .whilst(part -> part.size() == PART);
            Multi<List<AuditView>> all = first.size() < PART
                    ? Multi.createFrom().item(first)
                    : Multi.createBy()
                            .concatenating()
                            .streams(Multi.createFrom().item(first), later);
            Multi<String> texts = Multi.createBy()
                    .concatenating()
                    .streams(
                            Multi.createFrom().items(Stream.of(head).filter(text -> !text.isEmpty())),
                            all.map(part -> text(part, last, line)).filter(text -> !text.isEmpty()));
            return texts.onItem()
                    .transformToUniAndConcatenate(text -> UniHelper.toUni(response.write(text)))
                    .onItem()
                    .ignoreAsUni()
                    .onFailure()
                    // the head is sent: a broken transfer is all that can be said
                    .invoke(_ -> response.reset())
                    .chain(() -> UniHelper.toUni(response.end()));
        });
    }

    private static String text(List<AuditView> part, AtomicLong last, Function<AuditView, String> line) {
        part.forEach(view -> last.set(view.number()));
        return part.stream().map(line).collect(Collectors.joining());
    }

    private static String json(AuditView view) {
        try {
            return Json.MAPPER.writeValueAsString(view) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line can be written as JSON", e);
        }
    }

    private static String row(AuditView view) {
        return Stream.of(
                                view.number(),
                                Json.time(view.createdAt()),
                                view.actor(),
                                orEmpty(view.keyId()),
                                orEmpty(view.role()),
                                view.address(),
                                orEmpty(view.requestId()),
                                view.kind(),
                                view.key(),
                                view.action(),
                                orEmpty(view.project()),
                                orEmpty(view.revision()),
                                view.times(),
                                orEmpty(view.before()),
                                orEmpty(view.after()),
                                view.hash())
                        .map(cell -> cell(cell.toString()))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }

    /** Quoted where it must be; a cell that a spreadsheet would run as a formula begins with an apostrophe. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
