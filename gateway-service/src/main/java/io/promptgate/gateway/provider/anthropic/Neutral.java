package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * Fields that Anthropic does not know, and whose value may be the one that means the same as leaving them out (OpenAI
 * API reference, defaults of "Create chat completion"). Any other value is refused.
 *
 * @param name the field
 * @param only the value that is taken, for the message
 * @param harmless whether a value is that one
 */
record Neutral(String name, String only, Predicate<JsonNode> harmless) {
    private static final List<Neutral> TABLE = List.of(
            new Neutral("n", "1", is(1)),
            new Neutral("frequency_penalty", "0", is(0)),
            new Neutral("presence_penalty", "0", is(0)),
            new Neutral("logprobs", "false", Neutral::isFalse),
            new Neutral("top_logprobs", "0", is(0)),
            new Neutral("logit_bias", "{}", Neutral::isEmptyObject),
            new Neutral("metadata", "{}", Neutral::isEmptyObject),
            new Neutral("store", "false", Neutral::isFalse),
            new Neutral("modalities", "[\"text\"]", Neutral::isTextAlone),
            new Neutral("verbosity", "medium", value -> "medium".equals(value.textValue())));

    static void check(Fields fields) {
        for (Neutral row : TABLE) {
            JsonNode value = fields.take(row.name);
            if (value != null && !row.harmless.test(value)) {
                throw Refused.unsupported(row.name, "must be " + row.only + " or left out with Anthropic");
            }
        }
    }

    private static Predicate<JsonNode> is(long wanted) {
        return value -> value instanceof ExactNumber number && number.isWhole(wanted);
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    private static boolean isEmptyObject(JsonNode value) {
        return value.isObject() && value.isEmpty();
    }

    private static boolean isTextAlone(JsonNode value) {
        return value.isArray()
                && value.size() == 1
                && "text".equals(value.get(0).textValue());
    }
}
