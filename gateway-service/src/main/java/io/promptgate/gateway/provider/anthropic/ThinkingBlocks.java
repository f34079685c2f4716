package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Reasoning that a client sends back. Anthropic takes it with its signature alone (Claude docs, "Thinking in tool and
 * multi-turn workflows"), which the {@code thinking_blocks} of this gateway's replies carry; {@code reasoning_content}
 * is the same text without it, and so is taken beside them but not alone.
 */
final class ThinkingBlocks {
    private static final String NAME = "thinking_blocks";
    private static final String REASONING = "reasoning_content";
    private static final Set<String> TYPES = Set.of("thinking", "redacted_thinking");

    private ThinkingBlocks() {}

    static ArrayNode of(Fields message) {
        ArrayNode blocks = message.array(NAME);
        String reasoning = message.text(REASONING);
        ArrayNode out = ExactJson.array();
        for (int i = 0; blocks != null && i < blocks.size(); i++) {
            out.add(block(blocks.get(i), message.at(NAME) + "[" + i + "]"));
        }
        if (out.isEmpty() && reasoning != null && !reasoning.isEmpty()) {
            throw Refused.unsupported(
                    message.at(REASONING), "is taken back by Anthropic only with its signature: send " + NAME + " too");
        }
        return out;
    }

    /** As it came, since Anthropic checks it; {@code index} is the mark that a streamed block had on its way. */
    private static ObjectNode block(JsonNode node, String path) {
        if (!(node instanceof ObjectNode block)
                || !TYPES.contains(block.path("type").asText())) {
            throw Refused.invalid(path, "must be an object of type thinking or redacted_thinking");
        }
        block.remove("index");
        return block;
    }
}
