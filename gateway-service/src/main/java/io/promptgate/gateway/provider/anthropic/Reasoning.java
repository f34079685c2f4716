package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * How much the model is to reason: OpenAI's {@code reasoning_effort}, or Anthropic's own {@code thinking} as it is.
 *
 * @param asked the client's field, for messages
 * @param thinking what goes into {@code thinking}; null = the model's default
 * @param effort what goes into {@code output_config.effort}; null = the model's default
 * @param budget tokens of a fixed budget; 0 = none
 * @param room tokens that a default {@code max_tokens} is raised by, so that reasoning leaves room for the answer
 */
record Reasoning(
        String asked,
        @Nullable ObjectNode thinking,
        @Nullable String effort,
        long budget,
        long room) {
    private static final String EFFORT = "reasoning_effort";
    private static final String THINKING = "thinking";
    private static final String DISABLED = "disabled";

    static Reasoning from(Fields fields, String model) {
        String effort = fields.text(EFFORT);
        ObjectNode thinking = fields.object(THINKING);
        if (thinking != null) {
            if (effort != null) {
                throw Refused.unsupported(THINKING, "and " + EFFORT + " say the same; send one of them");
            }
            return ofThinking(thinking);
        }
        return effort == null ? new Reasoning(EFFORT, null, null, 0, 0) : ofEffort(effort, model);
    }

    private static Reasoning ofThinking(ObjectNode thinking) {
        long budget = thinking.get("budget_tokens") instanceof ExactNumber number ? Math.max(0, number.count()) : 0;
        return new Reasoning(THINKING, thinking, null, budget, budget);
    }

    private static Reasoning ofEffort(String wire, String model) {
        if (wire.equals("none")) {
            return new Reasoning(EFFORT, type(DISABLED), null, 0, 0);
        }
        Effort effort = Effort.of(wire);
        if (effort == null) {
            throw Refused.unsupported(EFFORT, "must be one of none, minimal, low, medium, high, xhigh");
        }
        return switch (ThinkingStyle.of(model)) {
            case BUDGET ->
                new Reasoning(
                        EFFORT,
                        type("enabled").put("budget_tokens", effort.budget()),
                        null,
                        effort.budget(),
                        effort.budget());
            case ADAPTIVE -> new Reasoning(EFFORT, type("adaptive"), effort.level(), 0, effort.budget());
        };
    }

    private static ObjectNode type(String type) {
        return ExactJson.object().put("type", type);
    }

    /** Whether the request asks for reasoning; false when it says nothing about it. */
    boolean on() {
        return thinking != null && !DISABLED.equals(thinking.path("type").textValue());
    }

    /** Anthropic's budget must be below {@code max_tokens} (Claude docs, "Extended thinking"). */
    void mustFit(long maxTokens) {
        if (budget > 0 && maxTokens <= budget) {
            throw Refused.unsupported(
                    asked, "asks for a thinking budget of " + budget + " tokens, so max_tokens must be above that");
        }
    }

    void write(ObjectNode out) {
        if (thinking != null) {
            out.set(THINKING, thinking);
        }
        if (effort != null) {
            out.withObject("/output_config").put("effort", effort);
        }
    }
}
