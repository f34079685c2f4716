package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code messages}. Instructions (system, developer) leave the conversation for the top-level {@code system}, in their
 * order, wherever they stood: a system role among the messages is known to the newest models alone. What is left
 * becomes turns: neighbours of one role are one turn, and tool results are blocks of the user's turn, in front of what
 * the user says after them (Claude docs, "Handle tool calls").
 */
final class Conversation {
    private static final String MESSAGES = "messages";
    private static final String ROLE = "role";
    private static final String CONTENT = "content";
    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    private final ArrayNode turns = ExactJson.array();
    private final Map<String, String> calls = new HashMap<>();
    private @Nullable JsonNode system;
    private boolean instructed;

    private Conversation() {}

    static Conversation of(Fields request) {
        ArrayNode messages = request.array(MESSAGES);
        if (messages == null || messages.isEmpty()) {
            throw Refused.invalid(MESSAGES, "must be an array of at least one message");
        }
        Conversation conversation = new Conversation();
        for (int i = 0; i < messages.size(); i++) {
            conversation.read(Fields.of(messages.get(i), MESSAGES + "[" + i + "]"));
        }
        if (conversation.turns.isEmpty()) {
            throw Refused.unsupported(MESSAGES, "holds instructions alone, and Anthropic needs a message of the user");
        }
        return conversation;
    }

    ArrayNode turns() {
        return turns;
    }

    /** The instructions; null when they say nothing. */
    @Nullable
    JsonNode system() {
        return system;
    }

    /** Whether the client sent instructions, be they empty. */
    boolean instructed() {
        return instructed;
    }

    private void read(Fields message) {
        String role = message.requiredText(ROLE);
        switch (role) {
            case "system", "developer" -> instruct(message);
            case USER -> say(message);
            case ASSISTANT -> turn(ASSISTANT, new AssistantMessage(message, calls).content());
            case "tool" -> turn(USER, ToolResult.of(message, calls));
            case "function" ->
                throw Refused.unsupported(message.at(ROLE), "function is not supported with Anthropic; send tool");
            default ->
                throw Refused.invalid(message.at(ROLE), "must be one of developer, system, user, assistant, tool");
        }
        message.refuseRest();
    }

    private void instruct(Fields message) {
        instructed = true;
        JsonNode content = content(message, false);
        if (!content.isEmpty() || content.isTextual()) {
            system = Blocks.join(system, content);
        }
    }

    private void say(Fields message) {
        JsonNode content = content(message, true);
        if (content.isArray() && content.isEmpty()) {
            throw Refused.invalid(message.at(CONTENT), "must not be empty with Anthropic");
        }
        turn(USER, content);
    }

    private static JsonNode content(Fields message, boolean images) {
        JsonNode content = message.take(CONTENT);
        if (content == null) {
            throw Refused.invalid(message.at(CONTENT), "is missing");
        }
        return Content.of(content, message.at(CONTENT), images);
    }

    private void turn(String role, JsonNode content) {
        JsonNode last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (last instanceof ObjectNode same && role.equals(same.path(ROLE).textValue())) {
            same.set(CONTENT, Blocks.join(same.get(CONTENT), content));
        } else {
            turns.addObject().put(ROLE, role).set(CONTENT, content);
        }
    }
}
