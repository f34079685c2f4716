package io.promptgate.gateway.edge;

import java.io.IOException;

/** Bytes that are not the one JSON object in UTF-8 that they should be. An answer, not a fault: it has no stack trace. */
public final class NotJson extends IOException {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final boolean tooMuch;

    NotJson(int at, boolean tooMuch) {
        super((tooMuch ? "more JSON than allowed at byte " : "no JSON at byte ") + at);
        this.at = at;
        this.tooMuch = tooMuch;
    }

    /** The offset of the first byte that does not fit. */
    public int at() {
        return at;
    }

    /** It may be JSON, but is nested too deep or has too many members. */
    public boolean tooMuch() {
        return tooMuch;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
