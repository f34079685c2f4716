package io.promptgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Makes a value that a simple JSON Schema accepts: the mocks' tool arguments and structured output. */
final class MockSchema {
    private static final int MAX_DEPTH = 20;

    private MockSchema() {}

    static JsonNode sample(JsonNode schema) {
        return sample(schema, 0);
    }

    private static JsonNode sample(JsonNode schema, int depth) {
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.path("enum").path(0);
        }
        return switch (type(schema)) {
            case "string" -> TextNode.valueOf("mock");
            case "integer" -> IntNode.valueOf(schema.path("minimum").asInt(1));
            case "number" -> DoubleNode.valueOf(schema.path("minimum").asDouble(1.5));
            case "boolean" -> BooleanNode.TRUE;
            case "null" -> JsonNodeFactory.instance.nullNode();
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asText("") : type.asText("");
    }

    private static JsonNode array(JsonNode schema, int depth) {
        return depth < MAX_DEPTH && schema.has("items")
                ? JsonNodeFactory.instance.arrayNode().add(sample(schema.path("items"), depth + 1))
                : JsonNodeFactory.instance.arrayNode();
    }

    private static ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = MockJson.object();
        if (depth < MAX_DEPTH) {
            schema.path("properties")
                    .properties()
                    .forEach(property -> object.set(property.getKey(), sample(property.getValue(), depth + 1)));
        }
        return object;
    }
}
