package io.promptgate.common.guard;

import java.util.List;

/**
 * Looks for attempts to talk a model out of its instructions, by phrases and by heuristics. It looks at what may come
 * from strangers: all messages but those of the roles {@code system} and {@code developer}.
 *
 * @param phrases of the operator's own, each enough to refuse a call
 */
public record PromptInjection(boolean enabled, Sensitivity sensitivity, List<String> phrases) implements GuardRule {

    /** Lists may be absent on the wire. */
    public PromptInjection {
        sensitivity = sensitivity == null ? Sensitivity.MEDIUM : sensitivity;
        phrases = phrases == null ? List.of() : List.copyOf(phrases);
    }

    @Override
    public GuardKind kind() {
        return GuardKind.PROMPT_INJECTION;
    }
}
