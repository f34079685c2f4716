package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code tool_choice} and {@code parallel_tool_calls}, which Anthropic says in one object (Claude docs, "Define
 * tools", "Parallel tool use").
 */
final class ToolChoice {
    private static final String NAME = "tool_choice";
    private static final String TYPE = "type";
    private static final String FUNCTION = "function";
    private static final String AUTO = "auto";
    private static final String NONE = "none";

    private ToolChoice() {}

    static void translate(Fields fields, boolean tools, ObjectNode out) {
        ObjectNode choice = choice(fields.take(NAME));
        boolean oneByOne = Boolean.FALSE.equals(fields.flag("parallel_tool_calls"));
        if (!tools) {
            mustNotDemand(choice);
            return;
        }
        if (oneByOne && !(choice != null && isType(choice, NONE))) {
            choice = choice == null ? type(AUTO) : choice;
            choice.put("disable_parallel_tool_use", true);
        }
        if (choice != null) {
            out.set(NAME, choice);
        }
    }

    private static @Nullable ObjectNode choice(@Nullable JsonNode asked) {
        if (asked == null) {
            return null;
        }
        if (!asked.isTextual()) {
            return named(Fields.of(asked, NAME));
        }
        return switch (asked.textValue()) {
            case AUTO -> type(AUTO);
            case NONE -> type(NONE);
            case "required" -> type("any");
            default -> throw Refused.invalid(NAME, "must be none, auto, required or an object that names a function");
        };
    }

    private static ObjectNode named(Fields choice) {
        String type = choice.requiredText(TYPE);
        if (!type.equals(FUNCTION)) {
            boolean known = type.equals("allowed_tools") || type.equals("custom");
            throw Refused.unsupported(choice.at(known ? type : TYPE), "is not supported with Anthropic");
        }
        Fields function = choice.requiredFields(FUNCTION);
        ObjectNode tool = type("tool").put("name", function.requiredText("name"));
        function.refuseRest();
        choice.refuseRest();
        return tool;
    }

    /** Without tools, {@code none} and {@code auto} ask for what happens anyway. */
    private static void mustNotDemand(@Nullable ObjectNode choice) {
        if (choice != null && !isType(choice, NONE) && !isType(choice, AUTO)) {
            throw Refused.invalid(NAME, "demands a tool, but there are no tools");
        }
    }

    private static ObjectNode type(String type) {
        return ExactJson.object().put(TYPE, type);
    }

    private static boolean isType(ObjectNode choice, String type) {
        return type.equals(choice.path(TYPE).textValue());
    }
}
