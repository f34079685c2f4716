package io.promptgate.logs.store;

import io.promptgate.common.id.UuidV7;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The key of a record: its id, and the time within the id, by which both tables are ordered. One id has one time, so
 * that a record sent twice meets itself.
 */
final class RecordKey {
    private static final int VERSION = 7;

    private RecordKey() {}

    /** Whether the id carries its time. */
    static boolean isValid(UUID id) {
        return id.version() == VERSION && id.variant() == 2;
    }

    static OffsetDateTime createdAt(UUID id) {
        return Instant.ofEpochMilli(UuidV7.millis(id)).atOffset(ZoneOffset.UTC);
    }
}
