package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of role tool, as the tool_result block that goes into the user's turn. */
final class ToolResult {
    private static final String CONTENT = "content";
    private static final String NAME = "name";

    private ToolResult() {}

    static ArrayNode of(Fields message, Map<String, String> calls) {
        String id = message.requiredText("tool_call_id");
        ObjectNode result = ExactJson.object().put("type", "tool_result").put("tool_use_id", id);
        JsonNode content = message.take(CONTENT);
        if (content == null) {
            throw Refused.invalid(message.at(CONTENT), "is missing");
        }
        JsonNode said = Content.of(content, message.at(CONTENT), true);
        if (said.isTextual() || !said.isEmpty()) {
            result.set(CONTENT, said);
        }
        mustBeTheCalled(message, calls.get(id));
        return ExactJson.array().add(result);
    }

    /** Old clients repeat the function's name, which the id says already. */
    private static void mustBeTheCalled(Fields message, @Nullable String called) {
        String name = message.text(NAME);
        if (name != null && !name.equals(called)) {
            throw Refused.unsupported(message.at(NAME), "is not the function that the tool call named");
        }
    }
}
