package io.promptgate.common.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Records of one project that a gateway had to drop, told to the log in their place. On the wire see {@link GapCodec}.
 *
 * @param id of version 7; the same however often the gap is told
 * @param replica the gateway's name
 * @param dropped how many records, at least 1
 * @param from when the first of them was created
 * @param to when the last of them was created; the same as {@code from} for a single one
 */
public record Gap(UUID id, UUID projectUuid, String replica, long dropped, Instant from, Instant to) {
    public Gap {
        if (dropped < 1 || to.isBefore(from)) {
            throw new IllegalArgumentException("a gap has at least one record, and ends when it has begun");
        }
    }
}
