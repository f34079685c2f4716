package io.promptgate.gateway.flow;

import io.promptgate.common.event.Body;
import io.promptgate.gateway.record.BodyKeeper;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What a client was answered, for the record: a whole body, or the beginning of a stream. */
final class ReplyCopy {
    private static final int FIRST_BYTES = 1024;

    private @Nullable Buffer gathered;
    private byte @Nullable [] whole;

    void whole(byte[] body) {
        whole = body;
    }

    /** More of a stream, as far as there is room. */
    void add(Buffer bytes, BodyKeeper bodies) {
        if (!bodies.gathers()) {
            return;
        }
        if (gathered == null) {
            gathered = Buffer.buffer(FIRST_BYTES);
        }
        int room = bodies.gatherLimit() - gathered.length();
        if (room >= bytes.length()) {
            gathered.appendBuffer(bytes);
        } else if (room > 0) {
            gathered.appendBuffer(bytes, 0, room);
        }
    }

    /** As the policy wants it kept. */
    @Nullable
    Body kept(BodyKeeper bodies, boolean failed) {
        return whole != null ? bodies.json(whole, failed) : bodies.text(gathered, failed);
    }
}
