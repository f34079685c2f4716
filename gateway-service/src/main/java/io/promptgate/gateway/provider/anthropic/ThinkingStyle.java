package io.promptgate.gateway.provider.anthropic;

import java.util.List;

/**
 * How a model is told to think. Claude Opus, Sonnet and Haiku up to 4.5 take a budget of tokens and nothing else; from
 * 4.6 on thinking is adaptive and steered by an effort, and from 4.7 on a budget is refused (Claude docs, "Adaptive
 * thinking", "Effort"). So the old names are a closed list, and every other name is a new model.
 */
enum ThinkingStyle {
    BUDGET,
    ADAPTIVE;

    private static final List<String> FAMILIES_OF_4 = List.of("claude-opus-4", "claude-sonnet-4", "claude-haiku-4");
    private static final int DATE = "20250514".length();

    static ThinkingStyle of(String model) {
        if (model.startsWith("claude-3")) {
            return BUDGET;
        }
        for (String family : FAMILIES_OF_4) {
            if (model.startsWith(family) && isUpTo45(model.substring(family.length()))) {
                return BUDGET;
            }
        }
        return ADAPTIVE;
    }

    /** What follows the family: nothing, a date, or a minor version with or without a date. */
    private static boolean isUpTo45(String rest) {
        if (rest.isEmpty()) {
            return true;
        }
        if (rest.charAt(0) != '-') {
            return false;
        }
        int end = rest.indexOf('-', 1);
        String part = rest.substring(1, end < 0 ? rest.length() : end);
        return part.length() == DATE || (part.length() == 1 && part.charAt(0) >= '0' && part.charAt(0) <= '5');
    }
}
