package io.promptgate.logs.search;

import com.fasterxml.jackson.core.JsonGenerator;
import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.json.Json;
import io.promptgate.logs.query.WordsWindow.Bounded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes records as they came, so that a JSON body is embedded byte for byte. */
public final class RecordJson {
    private RecordJson() {}

    /** Something that writes JSON. */
    private interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    /** One page with the gaps of its time; {@code next} is null on the last one. A bound is told. */
    static byte[] page(List<RequestRecord> records, List<Gap> gaps, @Nullable String next, Bounded searched) {
        return object(json -> {
            json.writeArrayFieldStart("data");
            for (RequestRecord record : records) {
                json.writeStartObject();
                RecordCodec.writeFacts(record, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("gaps");
            for (Gap gap : gaps) {
                json.writeStartObject();
                GapCodec.writeFacts(gap, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("next", next);
            if (searched.from() != null) {
                json.writeStringField("searched_from", Json.time(searched.from()));
                json.writeStringField("notice", searched.notice());
            }
        });
    }

    /** One record without its bodies, as in a page. */
    public static byte[] facts(RequestRecord record) {
        return object(json -> RecordCodec.writeFacts(record, json));
    }

    /** One record with its bodies. */
    public static byte[] whole(RequestRecord record) {
        return object(json -> {
            RecordCodec.writeFacts(record, json);
            RecordCodec.body(json, "request_body", record.requestBody());
            RecordCodec.body(json, "response_body", record.responseBody());
        });
    }

    private static byte[] object(Part members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
