package io.promptgate.common.event;

import java.nio.charset.StandardCharsets;

/** A request's or reply's body as kept in the log: UTF-8, perhaps cut off at a size cap. The bytes are not copied. */
public final class Body {
    private final byte[] bytes;
    private final boolean json;
    private final boolean truncated;

    private Body(byte[] bytes, boolean json, boolean truncated) {
        this.bytes = bytes;
        this.json = json;
        this.truncated = truncated;
    }

    /** A whole JSON object or array. It must be on one line. */
    public static Body json(byte[] bytes) {
        return new Body(bytes, true, false);
    }

    /**
     * Any other text.
     *
     * @param truncated whether its end was cut off
     */
    public static Body text(byte[] bytes, boolean truncated) {
        return new Body(bytes, false, truncated);
    }

    /** The bytes themselves, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether {@link #bytes} is one whole JSON object or array; else it is plain text. */
    public boolean json() {
        return json;
    }

    public boolean truncated() {
        return truncated;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
