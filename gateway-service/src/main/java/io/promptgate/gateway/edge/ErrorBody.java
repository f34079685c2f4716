package io.promptgate.gateway.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.promptgate.common.json.Unicode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** OpenAI's error body: {@code {"error":{"message","type","param","code"}}}, all four always there. */
public final class ErrorBody {
    private static final JsonFactory JSON = new JsonFactory();

    private ErrorBody() {}

    /** The body in UTF-8. A half of a surrogate pair, which UTF-8 cannot say, becomes a question mark. */
    public static byte[] of(String message, @Nullable String type, @Nullable String param, @Nullable String code) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            write(json, "message", message);
            write(json, "type", type);
            write(json, "param", param);
            write(json, "code", code);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        json.writeStringField(name, value == null ? null : Unicode.wellFormed(value));
    }
}
