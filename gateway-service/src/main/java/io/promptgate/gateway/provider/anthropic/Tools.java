package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** {@code tools}; {@link ToolChoice} says which may be called. */
final class Tools {
    private static final String NAME = "tools";
    private static final String FUNCTION = "function";

    private Tools() {}

    static void translate(Fields fields, ObjectNode out) {
        ArrayNode tools = fields.array(NAME);
        boolean any = tools != null && !tools.isEmpty();
        if (tools != null && any) {
            ArrayNode translated = out.putArray(NAME);
            for (int i = 0; i < tools.size(); i++) {
                translated.add(tool(Fields.of(tools.get(i), NAME + "[" + i + "]")));
            }
        }
        ToolChoice.translate(fields, any, out);
    }

    private static ObjectNode tool(Fields tool) {
        String type = tool.requiredText("type");
        if (!type.equals(FUNCTION)) {
            throw Refused.unsupported(
                    tool.at(type.equals("custom") ? type : "type"), "is not supported with Anthropic; send a function");
        }
        ObjectNode out = function(tool.requiredFields(FUNCTION));
        CacheControl.pass(tool, out);
        tool.refuseRest();
        return out;
    }

    /** {@code strict} is Anthropic's too (Claude docs, "Strict tool use"); false is its default. */
    private static ObjectNode function(Fields function) {
        ObjectNode out = ExactJson.object().put("name", function.requiredText("name"));
        String description = function.text("description");
        if (description != null) {
            out.put("description", description);
        }
        out.set("input_schema", schema(function.object("parameters")));
        if (Boolean.TRUE.equals(function.flag("strict"))) {
            out.put("strict", true);
        }
        function.refuseRest();
        return out;
    }

    /**
     * Anthropic demands that a tool's schema says {@code "type": "object"}; OpenAI takes that for granted, and a
     * function without parameters for one with none.
     */
    private static ObjectNode schema(@Nullable ObjectNode parameters) {
        if (parameters == null) {
            ObjectNode none = ExactJson.object().put("type", "object");
            none.putObject("properties");
            return none;
        }
        if (parameters.has("type")) {
            return parameters;
        }
        ObjectNode typed = ExactJson.object().put("type", "object");
        typed.setAll(parameters);
        return typed;
    }
}
