package io.promptgate.common.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long a call may be, in characters (Unicode code points) of its texts.
 *
 * @param maxCharacters of all texts of a request, or of all text of one answer; null = no bound
 * @param maxTextCharacters of any one text; null = no bound
 */
public record ContentLength(
        boolean enabled,
        Set<Side> appliesTo,
        @Nullable Integer maxCharacters,
        @Nullable Integer maxTextCharacters) implements GuardRule {

    /** Lists may be absent on the wire. */
    public ContentLength {
        appliesTo = appliesTo == null ? Set.of(Side.INPUT) : Set.copyOf(appliesTo);
    }

    @Override
    public GuardKind kind() {
        return GuardKind.CONTENT_LENGTH;
    }
}
