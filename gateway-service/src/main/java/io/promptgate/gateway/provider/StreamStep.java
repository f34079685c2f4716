package io.promptgate.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What the client is to see of one upstream event: whole SSE events, none to many. The bytes are not copied.
 *
 * @param content whether the model's output has begun with this; before, output may be held back, and a failure is an
 *     ordinary error
 * @param last the upstream said that nothing comes any more
 * @param fault the upstream said that it failed; nothing comes after it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record StreamStep(
        byte[] out, boolean content, boolean last, @Nullable UpstreamFault fault) {
    private static final byte[] EMPTY = {};

    /** Nothing to see. */
    public static final StreamStep NOTHING = new StreamStep(EMPTY, false, false, null);

    /** Nothing to see, and nothing to come: the upstream's own word that it is done. */
    public static final StreamStep LAST = new StreamStep(EMPTY, false, true, null);

    /** Output that carries no content yet, such as the role. */
    public static StreamStep preamble(byte[] out) {
        return new StreamStep(out, false, false, null);
    }

    public static StreamStep content(byte[] out) {
        return new StreamStep(out, true, false, null);
    }

    public static StreamStep failed(UpstreamFault fault) {
        return new StreamStep(EMPTY, false, false, fault);
    }
}
