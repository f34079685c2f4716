package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object of a request. Each is taken once, and what nobody took is refused by its path: so
 * nothing can be forgotten. A member that is {@code null} counts as absent, as in OpenAI's API.
 */
final class Fields {
    private final ObjectNode members;
    private final String path;

    private Fields(ObjectNode members, String path) {
        this.members = members;
        this.path = path;
    }

    /** The members of an object; taking removes them from it. */
    static Fields of(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, path);
        }
        throw Refused.invalid(path, "must be an object");
    }

    /** The path of this object, as {@code messages[2]}; empty for the request itself. */
    String path() {
        return path;
    }

    /** The path of a member, as {@code messages[2].content}. */
    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @Nullable
    JsonNode take(String name) {
        JsonNode value = members.remove(name);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    String text(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refused.invalid(at(name), "must be a string");
        }
        return value.textValue();
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw Refused.invalid(at(name), "is missing");
        }
        return text;
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw Refused.invalid(at(name), "must be true or false");
        }
        return value.booleanValue();
    }

    @Nullable
    ExactNumber number(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ExactNumber number) {
            return number;
        }
        throw Refused.invalid(at(name), "must be a number");
    }

    @Nullable
    ObjectNode object(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw Refused.invalid(at(name), "must be an object");
    }

    /** A member that is an object, to take it apart too. */
    @Nullable
    Fields fields(String name) {
        ObjectNode object = object(name);
        return object == null ? null : new Fields(object, at(name));
    }

    Fields requiredFields(String name) {
        Fields fields = fields(name);
        if (fields == null) {
            throw Refused.invalid(at(name), "is missing");
        }
        return fields;
    }

    @Nullable
    ArrayNode array(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw Refused.invalid(at(name), "must be an array");
    }

    /** Refuses whatever was not taken. */
    void refuseRest() {
        for (Map.Entry<String, JsonNode> left : members.properties()) {
            if (!left.getValue().isNull()) {
                throw Refused.unsupported(at(left.getKey()), "is not supported with Anthropic");
            }
        }
    }
}
