package io.promptgate.logs.store;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code logs.request_body}: written for records that have a body, read for one record at a time. */
final class BodyTable {
    static final String NAME = "logs.request_body";

    private static final List<Column<RequestRecord>> COLUMNS = List.of(
            Column.of("created_at", "timestamptz", OffsetDateTime.class, r -> RecordKey.createdAt(r.id())),
            Column.of("id", "uuid", UUID.class, RequestRecord::id),
            text("request_text", RequestRecord::requestBody),
            flag("request_is_json", RequestRecord::requestBody, Body::json),
            flag("request_truncated", RequestRecord::requestBody, Body::truncated),
            text("response_text", RequestRecord::responseBody),
            flag("response_is_json", RequestRecord::responseBody, Body::json),
            flag("response_truncated", RequestRecord::responseBody, Body::truncated));

    static final ArrayInsert<RequestRecord> INSERT = new ArrayInsert<>(NAME, COLUMNS);

    private BodyTable() {}

    static boolean hasBody(RequestRecord record) {
        return record.requestBody() != null || record.responseBody() != null;
    }

    /** Reads the body with this prefix, {@code request} or {@code response}. */
    static @Nullable Body read(Row row, String prefix) {
        String text = row.getString(prefix + "_text");
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return row.getBoolean(prefix + "_is_json")
                ? Body.json(bytes)
                : Body.text(bytes, row.getBoolean(prefix + "_truncated"));
    }

    private static Column<RequestRecord> text(String name, Function<RequestRecord, @Nullable Body> body) {
        return Column.of(name, "text", String.class, r -> {
            Body kept = body.apply(r);
            return kept == null ? null : StoredText.whole(kept.text());
        });
    }

    private static Column<RequestRecord> flag(
            String name, Function<RequestRecord, @Nullable Body> body, Function<Body, Boolean> flag) {
        return Column.of(name, "boolean", Boolean.class, r -> {
            Body kept = body.apply(r);
            return kept != null && flag.apply(kept);
        });
    }
}
