package io.promptgate.common.event;

import java.nio.charset.StandardCharsets;

/**
 * A request's or reply's body as kept in the log.
 *
 * @param bytes UTF-8; not to be changed
 * @param json whether {@code bytes} is one whole JSON object or array on one line; else it is plain text
 * @param truncated whether the end was cut off at the size cap
 */
public record Body(byte[] bytes, boolean json, boolean truncated) {

    public static Body json(byte[] bytes) {
        return new Body(bytes, true, false);
    }

    public static Body text(byte[] bytes, boolean truncated) {
        return new Body(bytes, false, truncated);
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
