package io.promptgate.gateway.provider.anthropic;

import org.jspecify.annotations.Nullable;

/**
 * OpenAI's {@code reasoning_effort}, one row per value. The budgets are this gateway's choice: the smallest is the
 * smallest that Anthropic takes (Claude docs, "Extended thinking": 1024 tokens), and the greatest leaves the default
 * {@code max_tokens} within the 32000 output tokens of the smallest model that takes budgets, Claude Opus 4.
 */
enum Effort {
    MINIMAL("minimal", "low", 1024),
    LOW("low", "low", 2048),
    MEDIUM("medium", "medium", 8192),
    HIGH("high", "high", 16384),
    XHIGH("xhigh", "xhigh", 24576);

    private final String wire;
    private final String level;
    private final int budget;

    Effort(String wire, String level, int budget) {
        this.wire = wire;
        this.level = level;
        this.budget = budget;
    }

    static @Nullable Effort of(String wire) {
        for (Effort effort : values()) {
            if (effort.wire.equals(wire)) {
                return effort;
            }
        }
        return null;
    }

    String wire() {
        return wire;
    }

    /** The value of Anthropic's {@code output_config.effort} (Claude docs, "Effort"). */
    String level() {
        return level;
    }

    /** Tokens of {@code thinking.budget_tokens}, for models that take a budget. */
    int budget() {
        return budget;
    }
}
