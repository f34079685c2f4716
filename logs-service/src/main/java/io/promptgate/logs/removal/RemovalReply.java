package io.promptgate.logs.removal;

import org.jspecify.annotations.Nullable;

/**
 * What a removal did, or would do.
 *
 * @param dryRun whether nothing was removed
 * @param matching in a dry run: how many records match, at most a million
 * @param removed else: how many records and their bodies are gone
 * @param more whether more match: the call is to be made again, or in a dry run, more than were counted
 */
public record RemovalReply(
        boolean dryRun, @Nullable Long matching, @Nullable Long removed, boolean more) {}
