package io.promptgate.common.guard;

import java.util.Set;

/**
 * Looks for keys and tokens of the well-known forms.
 */
public record SecretScanner(boolean enabled, Set<Side> appliesTo, SecretAction action) implements GuardRule {

    /** Lists may be absent on the wire. */
    public SecretScanner {
        appliesTo = appliesTo == null ? Set.of(Side.INPUT) : Set.copyOf(appliesTo);
        action = action == null ? SecretAction.BLOCK : action;
    }

    @Override
    public GuardKind kind() {
        return GuardKind.SECRET_SCANNER;
    }
}
