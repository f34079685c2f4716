package io.promptgate.admin.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a walk along the chain found.
 *
 * @param ok whether every line is there and as it was written
 * @param lines how many were in order
 * @param head the last line in order: its number and hash, to be noted elsewhere and given as {@code anchor} next time
 * @param fault the first line that is not in order
 */
public record Verification(
        boolean ok, long lines, String head, @Nullable Fault fault) {

    /**
     * The first line that is not in order.
     *
     * @param what {@code missing}: it is gone; {@code edited}: it is not as it was written; {@code anchor}: it is not
     *     the one that the caller noted
     */
    public record Fault(long number, String what) {}
}
