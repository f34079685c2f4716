package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A content block of a stream between its start and its stop. */
final class OpenBlock {
    private final JsonNode start;
    private final int place;
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private boolean argued;

    /**
     * A block that has just begun.
     *
     * @param start the {@code content_block} of its start event
     * @param place how many blocks of its kind came before it
     */
    OpenBlock(JsonNode start, int place) {
        this.start = start;
        this.place = place;
        this.signature.append(text("signature"));
    }

    String type() {
        return start.path("type").asText();
    }

    String text(String name) {
        return start.path(name).asText();
    }

    int place() {
        return place;
    }

    void think(String part) {
        thinking.append(part);
    }

    void sign(String part) {
        signature.append(part);
    }

    /** Arguments of the tool call have come. */
    void argue() {
        argued = true;
    }

    boolean argued() {
        return argued;
    }

    /** The arguments that the start event gave, mostly {@code {}}: what they are when no others come. */
    String input() {
        JsonNode input = start.path("input");
        return input.isObject() ? ExactJson.text(input) : "{}";
    }

    /** Whether Anthropic would take this reasoning back: it needs a signature, which a cut off block has not. */
    boolean isSigned() {
        return type().equals("redacted_thinking") || !signature.isEmpty();
    }

    /** The block of reasoning as a whole, for {@code thinking_blocks}. */
    String thinkingBlock() {
        ObjectNode block = ExactJson.object().put("index", place).put("type", type());
        if (type().equals("redacted_thinking")) {
            block.put("data", text("data"));
        } else {
            block.put("thinking", thinking.toString()).put("signature", signature.toString());
        }
        return ExactJson.text(block);
    }
}
