package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.GuardKind;

/**
 * A stretch of a text that a rule speaks of.
 *
 * @param label the kind of what was found, never what it says
 * @param block whether it refuses the call; else a mark takes its place
 * @param tail how it goes on where the text that is known ends within it
 */
public record Finding(GuardKind kind, String label, boolean block, int from, int to, Tail tail) {

    /** Whether what it says is to be hidden, whether or not it refuses the call. */
    boolean isHidden() {
        return kind == GuardKind.PII_FILTER || kind == GuardKind.SECRET_SCANNER;
    }

    /** What stands in its place; it fits into JSON as it is. */
    public String mark() {
        return "[redacted:" + label + "]";
    }
}
