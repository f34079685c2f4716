package io.promptgate.common.config;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A gateway's word on when tokens were last used. */
public record TokenUses(List<Use> uses) {
    /** The most that one word tells. */
    public static final int MOST = 10_000;

    public TokenUses {
        uses = List.copyOf(uses);
    }

    /** The last use of one token. */
    public record Use(UUID token, Instant at) {}
}
