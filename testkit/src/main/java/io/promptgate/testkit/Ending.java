package io.promptgate.testkit;

/**
 * How a reply ends.
 *
 * @param how what happens to the connection
 * @param chunks how many chunks of the body are sent before; {@link #SILENT} means that not even the head is
 */
public record Ending(How how, int chunks) {
    /** No head, no body. */
    public static final int SILENT = -1;

    /** The body is sent to its end and the connection is kept. */
    public static final Ending COMPLETE = new Ending(How.COMPLETE, Integer.MAX_VALUE);

    /** What happens to the connection. */
    public enum How {
        /** A proper end of the message. */
        COMPLETE,
        /** TCP RST. */
        RESET,
        /** TCP FIN, whatever is still missing of the message. */
        CLOSE,
        /** Nothing more is sent, and the connection stays open until the client leaves. */
        HANG
    }

    boolean silent() {
        return chunks == SILENT;
    }
}
