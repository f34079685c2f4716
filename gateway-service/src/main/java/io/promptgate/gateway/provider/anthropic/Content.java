package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The content of a message: a string stays one, parts become blocks. A text that is empty says nothing and becomes
 * nothing, since Anthropic refuses empty text blocks.
 */
final class Content {
    private static final String IMAGE = "image_url";
    /** Parts whose member of the same name is the one to point at. */
    private static final Set<String> KNOWN = Set.of(IMAGE, "input_audio", "file", "refusal");

    private Content() {}

    /** A string that is not empty, or an array of blocks that may be. */
    static JsonNode of(JsonNode content, String path, boolean images) {
        if (content.isTextual()) {
            return content.textValue().isEmpty() ? ExactJson.array() : content;
        }
        if (content instanceof ArrayNode parts) {
            ArrayNode blocks = ExactJson.array();
            for (int i = 0; i < parts.size(); i++) {
                add(Fields.of(parts.get(i), path + "[" + i + "]"), images, blocks);
            }
            return blocks;
        }
        throw Refused.invalid(path, "must be a string or an array of parts");
    }

    private static void add(Fields part, boolean images, ArrayNode blocks) {
        String type = part.requiredText("type");
        if (type.equals("text")) {
            text(part, blocks);
        } else if (type.equals(IMAGE) && images) {
            blocks.add(image(part));
        } else {
            throw Refused.unsupported(
                    part.at(KNOWN.contains(type) ? type : "type"), "is not supported here with Anthropic");
        }
        part.refuseRest();
    }

    private static void text(Fields part, ArrayNode blocks) {
        ObjectNode block = Blocks.text(part.requiredText("text"));
        CacheControl.pass(part, block);
        boolean empty = block.path("text").textValue().isEmpty();
        if (empty && block.size() > 2) {
            throw Refused.invalid(part.at("text"), "must not be empty where cache_control is set");
        }
        if (!empty) {
            blocks.add(block);
        }
    }

    private static ObjectNode image(Fields part) {
        ObjectNode block = ExactJson.object().put("type", "image");
        block.set("source", Image.source(part.requiredFields(IMAGE)));
        CacheControl.pass(part, block);
        return block;
    }
}
