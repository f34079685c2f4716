package io.promptgate.common.id;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7): they sort by time of creation. Within one process they are strictly
 * increasing, by the RFC's method 3 (sub-millisecond counter in {@code rand_a}). Not secret. Thread-safe, lock-free.
 */
public final class UuidV7 {
    private static final int COUNTER_BITS = 12;
    private static final AtomicLong LAST = new AtomicLong();

    private UuidV7() {}

    public static UUID next() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        long stamp = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = (stamp >>> COUNTER_BITS) << 16 | 0x7000L | (stamp & 0xFFF);
        long low = ThreadLocalRandom.current().nextLong() >>> 2 | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The time of creation, in milliseconds since the epoch. */
    public static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }
}
