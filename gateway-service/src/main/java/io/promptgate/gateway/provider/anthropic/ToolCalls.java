package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** The tool calls of an assistant's message, as tool_use blocks. */
final class ToolCalls {
    private static final String NAME = "tool_calls";
    private static final String FUNCTION = "function";
    private static final String ARGUMENTS = "arguments";

    private ToolCalls() {}

    static ArrayNode of(Fields message, Map<String, String> names) {
        ArrayNode calls = message.array(NAME);
        ArrayNode uses = ExactJson.array();
        for (int i = 0; calls != null && i < calls.size(); i++) {
            ObjectNode use = use(Fields.of(calls.get(i), message.at(NAME) + "[" + i + "]"));
            names.put(use.path("id").textValue(), use.path("name").textValue());
            uses.add(use);
        }
        return uses;
    }

    private static ObjectNode use(Fields call) {
        String type = call.requiredText("type");
        if (!type.equals(FUNCTION)) {
            throw Refused.unsupported(
                    call.at(type.equals("custom") ? type : "type"), "is not supported with Anthropic; send a function");
        }
        Fields function = call.requiredFields(FUNCTION);
        ObjectNode use = ExactJson.object()
                .put("type", "tool_use")
                .put("id", call.requiredText("id"))
                .put("name", function.requiredText("name"));
        use.set("input", input(function.requiredText(ARGUMENTS), function.at(ARGUMENTS)));
        function.refuseRest();
        call.refuseRest();
        return use;
    }

    /** An empty string is how many clients write a call without arguments. */
    private static JsonNode input(String arguments, String path) {
        if (arguments.isBlank()) {
            return ExactJson.object();
        }
        JsonNode input = read(arguments, path);
        if (!input.isObject()) {
            throw Refused.invalid(path, "must be a JSON object, written as a string");
        }
        return input;
    }

    private static JsonNode read(String arguments, String path) {
        try {
            return ExactJson.read(arguments);
        } catch (IOException _) {
            throw Refused.invalid(path, "is not valid JSON, or names a member twice");
        }
    }
}
