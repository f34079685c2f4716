package io.promptgate.common.filter;

import java.util.List;

/** A query that cannot be understood. The message is for the person who wrote it. */
public final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int PIECE_SHOWN = 60;

    private final String reason;
    private final int position;
    private final String piece;
    private final List<String> allowed;

    FilterException(String reason, int offset, String piece, List<String> allowed) {
        super(null, null, false, false);
        this.reason = reason;
        this.position = offset + 1;
        this.piece = shown(piece);
        this.allowed = List.copyOf(allowed);
    }

    /** Where the piece begins; the query's first character is number 1. */
    public int position() {
        return position;
    }

    /** What is wrong, cut to a readable length, without control characters. */
    public String piece() {
        return piece;
    }

    /** What could stand in its place. */
    public List<String> allowed() {
        return allowed;
    }

    @Override
    public String getMessage() {
        String what = piece.isEmpty() ? "" : ": " + piece;
        return reason + " at character " + position + what + ". Allowed: " + String.join(", ", allowed) + ".";
    }

    private static String shown(String piece) {
        String line = piece.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= PIECE_SHOWN ? line : line.substring(0, PIECE_SHOWN) + "…";
    }
}
