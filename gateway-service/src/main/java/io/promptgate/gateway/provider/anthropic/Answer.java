package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The content blocks of a whole message, sorted into what OpenAI's message has members for: texts joined, reasoning
 * joined, tool calls in order. Blocks of other types come from Anthropic's own tools, which no request here can ask
 * for, or from the future, which its versioning policy says to ignore.
 */
final class Answer {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<JsonNode> thinking = new ArrayList<>(1);
    private final List<JsonNode> calls = new ArrayList<>(1);

    private Answer() {}

    static Answer of(JsonNode content) {
        Answer answer = new Answer();
        content.forEach(answer::add);
        return answer;
    }

    private void add(JsonNode block) {
        switch (block.path("type").asText()) {
            case "text" -> text.append(block.path("text").asText());
            case "thinking" -> {
                reasoning.append(block.path("thinking").asText());
                if (!block.path("signature").asText().isEmpty()) {
                    thinking.add(block);
                }
            }
            case "redacted_thinking" -> thinking.add(block);
            case "tool_use" -> calls.add(block);
            default -> {}
        }
    }

    /** Writes the member {@code message}. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("role", "assistant");
        if (text.isEmpty() && !calls.isEmpty()) {
            json.writeNullField("content");
        } else {
            json.writeStringField("content", text.toString());
        }
        json.writeNullField("refusal");
        reasoning(json);
        calls(json);
        json.writeEndObject();
    }

    private void reasoning(JsonGenerator json) throws IOException {
        if (!reasoning.isEmpty()) {
            json.writeStringField("reasoning_content", reasoning.toString());
        }
        if (thinking.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("thinking_blocks");
        for (JsonNode block : thinking) {
            json.writeRawValue(ExactJson.text(block));
        }
        json.writeEndArray();
    }

    private static String arguments(JsonNode input) {
        return input.isObject() ? ExactJson.text(input) : "{}";
    }

    private void calls(JsonGenerator json) throws IOException {
        if (calls.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tool_calls");
        for (JsonNode call : calls) {
            json.writeStartObject();
            json.writeStringField("id", call.path("id").asText());
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.path("name").asText());
            json.writeStringField("arguments", arguments(call.path("input")));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
