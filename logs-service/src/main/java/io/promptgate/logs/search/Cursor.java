package io.promptgate.logs.search;

import io.promptgate.logs.store.RecordStore;
import io.promptgate.service.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ends: the id of its last record, in a form that nobody should take for something else. */
final class Cursor {
    private static final int BYTES = 16;

    private Cursor() {}

    static String after(UUID id) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The id that the parameter {@code before} stands for; null when there is none. */
    static @Nullable UUID read(@Nullable String before) {
        if (before == null || before.isEmpty()) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(before));
            UUID id = bytes.remaining() == BYTES ? new UUID(bytes.getLong(), bytes.getLong()) : null;
            if (id != null && RecordStore.takes(id)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // not even base64
        }
        throw ProblemException.badParameter("before", "must be the value of next in an earlier page");
    }
}
