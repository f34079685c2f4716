package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;

/** A message that the assistant said earlier: its reasoning, then its text, then its tool calls. */
final class AssistantMessage {
    private static final String CONTENT = "content";
    private static final String ANNOTATIONS = "annotations";

    private final Fields message;
    private final Map<String, String> calls;

    /** Takes the message apart; {@code calls} learns the name of each tool call by its id. */
    AssistantMessage(Fields message, Map<String, String> calls) {
        this.message = message;
        this.calls = calls;
    }

    JsonNode content() {
        noAnnotations();
        ArrayNode thinking = ThinkingBlocks.of(message);
        JsonNode content = message.take(CONTENT);
        JsonNode said = content == null ? ExactJson.array() : Content.of(content, message.at(CONTENT), false);
        ArrayNode uses = ToolCalls.of(message, calls);
        if (thinking.isEmpty() && uses.isEmpty()) {
            mustSaySomething(said);
            return said;
        }
        return thinking.addAll(Blocks.array(said)).addAll(uses);
    }

    /** Replies of OpenAI carry an empty list, and clients send replies back as they are. */
    private void noAnnotations() {
        JsonNode annotations = message.take(ANNOTATIONS);
        if (annotations != null && !(annotations.isArray() && annotations.isEmpty())) {
            throw Refused.unsupported(message.at(ANNOTATIONS), "must be empty or left out with Anthropic");
        }
    }

    private void mustSaySomething(JsonNode said) {
        if (said.isArray() && said.isEmpty()) {
            throw Refused.invalid(message.at(CONTENT), "must not be empty with Anthropic without tool_calls");
        }
    }
}
