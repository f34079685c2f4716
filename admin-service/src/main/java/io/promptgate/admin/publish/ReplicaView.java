package io.promptgate.admin.publish;

import java.time.Instant;

/**
 * A gateway as callers see it.
 *
 * @param live whether writes wait for it: its last word is young enough
 * @param revision the newest that it is known to serve
 * @param laggingBy how many revisions it is behind the newest
 * @param since when it was first known to serve it
 * @param seenAt when it was last heard
 */
public record ReplicaView(String name, boolean live, long revision, long laggingBy, Instant since, Instant seenAt) {}
