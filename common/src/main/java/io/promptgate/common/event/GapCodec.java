package io.promptgate.common.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import io.promptgate.common.json.Unicode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;

/**
 * A gap as a line among the records: {@code {"gap":{"id":…,"project_uuid":…,"replica":…,"dropped":n,"from":…,"to":…}}}.
 * Thread-safe.
 */
public final class GapCodec {
    private static final byte[] BEGINNING = "{\"gap\":".getBytes(StandardCharsets.US_ASCII);

    private GapCodec() {}

    /** Whether a line is a gap and no record: written here it begins so, and no record does. */
    public static boolean isGap(byte[] bytes, int offset, int length) {
        return length > BEGINNING.length
                && Arrays.equals(bytes, offset, offset + BEGINNING.length, BEGINNING, 0, BEGINNING.length);
    }

    /** Writes the gap and a newline. */
    public static void write(Gap gap, OutputStream out) throws IOException {
        try (JsonGenerator json = RecordCodec.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("gap");
            writeFacts(gap, json);
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Writes all members into an object that is open. */
    public static void writeFacts(Gap gap, JsonGenerator json) throws IOException {
        json.writeStringField("id", gap.id().toString());
        json.writeStringField("project_uuid", gap.projectUuid().toString());
        json.writeStringField("replica", Unicode.wellFormed(gap.replica()));
        json.writeNumberField("dropped", gap.dropped());
        json.writeStringField("from", Json.time(gap.from()));
        json.writeStringField("to", Json.time(gap.to()));
    }

    /**
     * Reads one gap.
     *
     * @throws IOException when it is no JSON, or a member is missing or has a bad value
     */
    public static Gap read(byte[] bytes, int offset, int length) throws IOException {
        JsonNode gap = Json.MAPPER.readTree(bytes, offset, length).path("gap");
        try {
            return new Gap(
                    UUID.fromString(text(gap, "id")),
                    UUID.fromString(text(gap, "project_uuid")),
                    text(gap, "replica"),
                    gap.path("dropped").asLong(),
                    Instant.parse(text(gap, "from")),
                    Instant.parse(text(gap, "to")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("a member of the gap has a bad value: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode gap, String name) throws IOException {
        if (!gap.path(name).isTextual()) {
            throw new IOException("a gap needs " + name);
        }
        return gap.path(name).asText();
    }
}
