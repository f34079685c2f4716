package io.promptgate.admin.apply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.promptgate.service.problem.ProblemException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tree from YAML or JSON and notes the line of each field. A YAML alias is a copy of what its anchor names;
 * the number of values, copies included, is bounded. Used once.
 */
final class TreeReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final int maxValues;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private int values;
    private int depth;

    TreeReader(JsonParser parser, int maxValues) {
        this.parser = parser;
        this.maxValues = maxValues;
    }

    Map<String, Integer> lines() {
        return lines;
    }

    /** The whole text as one value; null when it has none. */
    @Nullable
    JsonNode read() throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        JsonNode root = value("");
        if (parser.nextToken() != null) {
            throw ProblemException.badRequest("The document has a second one behind it" + at() + ".");
        }
        return root;
    }

    private JsonNode value(String path) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return copy(parser.getText());
        }
        count(1);
        String anchor = parser instanceof YAMLParser ? (String) parser.getObjectId() : null;
        JsonNode value = node(path);
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private JsonNode node(String path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw ProblemException.badRequest("The document has a value that JSON does not know" + at() + ".");
        };
    }

    private JsonNode whole() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private ObjectNode object(String path) throws IOException {
        deeper();
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String inner = path.isEmpty() ? name : path + "." + name;
            lines.put(inner, parser.currentTokenLocation().getLineNr());
            parser.nextToken();
            object.set(name, value(inner));
        }
        depth--;
        return object;
    }

    private ArrayNode array(String path) throws IOException {
        deeper();
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String inner = path + "[" + array.size() + "]";
            lines.put(inner, parser.currentTokenLocation().getLineNr());
            array.add(value(inner));
        }
        depth--;
        return array;
    }

    private JsonNode copy(String anchor) throws IOException {
        JsonNode named = anchors.get(anchor);
        if (named == null) {
            throw ProblemException.badRequest("The document uses an anchor before its value ends" + at() + ".");
        }
        count(size(named));
        return named.deepCopy();
    }

    /** Bounded by the limit itself: what was read or copied before has been counted. */
    private static int size(JsonNode node) {
        int size = 1;
        for (JsonNode inner : node) {
            size += size(inner);
        }
        return size;
    }

    private void count(int more) {
        values += more;
        if (values > maxValues) {
            throw ProblemException.tooLarge("The document has more than " + maxValues + " values" + at() + ".");
        }
    }

    private void deeper() {
        depth++;
        if (depth > Documents.DEPTH_MAX) {
            throw ProblemException.badRequest(
                    "The document is nested deeper than " + Documents.DEPTH_MAX + " levels" + at() + ".");
        }
    }

    private String at() {
        return ": line " + parser.currentTokenLocation().getLineNr();
    }
}
