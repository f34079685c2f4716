package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Anthropic's {@code cache_control}, which OpenAI's API does not know, and without which prompt caching could not be
 * asked for. It is passed as it is where Anthropic takes it (Claude docs, "Prompt caching").
 */
final class CacheControl {
    private static final String NAME = "cache_control";

    private CacheControl() {}

    static void pass(Fields from, ObjectNode to) {
        ObjectNode control = from.object(NAME);
        if (control != null) {
            to.set(NAME, control);
        }
    }
}
