package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Anthropic's content: one string, or an array of blocks. A string is short for one text block. */
final class Blocks {
    private Blocks() {}

    static ObjectNode text(String text) {
        return ExactJson.object().put("type", "text").put("text", text);
    }

    /** The content as an array that may be added to. */
    static ArrayNode array(JsonNode content) {
        return content instanceof ArrayNode blocks ? blocks : ExactJson.array().add(text(content.textValue()));
    }

    /** Both contents, one after the other; what stands alone stays as it is. */
    static JsonNode join(@Nullable JsonNode former, JsonNode more) {
        return former == null ? more : array(former).addAll(array(more));
    }
}
