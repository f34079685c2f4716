package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import io.promptgate.common.event.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@code chat.completion.chunk} events of one stream, each whole: {@code data: {…}} and a blank line. Where
 * the client asked for the usage, every chunk but the last says {@code "usage":null} (OpenAI API reference, "The chat
 * completion chunk object").
 */
final class Chunks {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final String id;
    private final long created;
    private final String model;
    private final boolean usageAsked;

    Chunks(String id, long created, String model, boolean usageAsked) {
        this.id = id;
        this.created = created;
        this.model = model;
        this.usageAsked = usageAsked;
    }

    byte[] role() {
        return choice(null, json -> {
            json.writeStringField("role", "assistant");
            json.writeStringField("content", "");
        });
    }

    byte[] text(String text) {
        return choice(null, json -> json.writeStringField("content", text));
    }

    byte[] reasoning(String text) {
        return choice(null, json -> json.writeStringField("reasoning_content", text));
    }

    /** A whole block of reasoning with its signature, written as JSON, at its place among such blocks. */
    byte[] thinkingBlock(String block) {
        return choice(null, json -> {
            json.writeArrayFieldStart("thinking_blocks");
            json.writeRawValue(block);
            json.writeEndArray();
        });
    }

    byte[] toolCall(int index, String id, String name) {
        return toolCalls(index, json -> {
            json.writeStringField("id", id);
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", name);
            json.writeStringField("arguments", "");
            json.writeEndObject();
        });
    }

    byte[] toolArguments(int index, String part) {
        return toolCalls(index, json -> {
            json.writeObjectFieldStart("function");
            json.writeStringField("arguments", part);
            json.writeEndObject();
        });
    }

    byte[] finish(String reason) {
        return choice(reason, _ -> {});
    }

    /** The chunk without choices that ends a stream whose usage was asked for. */
    byte[] usage(Usage usage) {
        return event(json -> {
            json.writeArrayFieldStart("choices");
            json.writeEndArray();
            UsageCount.write(json, usage);
        });
    }

    private byte[] toolCalls(int index, Part call) {
        return choice(null, json -> {
            json.writeArrayFieldStart("tool_calls");
            json.writeStartObject();
            json.writeNumberField("index", index);
            call.write(json);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private byte[] choice(@Nullable String finishReason, Part delta) {
        return event(json -> {
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("delta");
            delta.write(json);
            json.writeEndObject();
            json.writeStringField("finish_reason", finishReason);
            json.writeEndObject();
            json.writeEndArray();
            if (usageAsked) {
                json.writeNullField("usage");
            }
        });
    }

    private byte[] event(Part rest) {
        out.reset();
        out.writeBytes(DATA);
        try (JsonGenerator json = ExactJson.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("object", "chat.completion.chunk");
            json.writeNumberField("created", created);
            json.writeStringField("model", model);
            rest.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.writeBytes(END);
        return out.toByteArray();
    }

    /** Some members of an object. */
    private interface Part {
        void write(JsonGenerator json) throws IOException;
    }
}
