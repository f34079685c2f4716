package io.promptgate.gateway.record;

/**
 * A stretch of the spool whose records are on their way to logs-service at the same time: the replay waits for what
 * becomes of them. Thread-safe.
 */
final class Ticket {
    private final long from;
    private final long to;
    private volatile State state = State.UNDER_WAY;

    Ticket(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** What became of the records. */
    enum State {
        UNDER_WAY,
        /** Logs-service has them: the replay skips them. */
        TAKEN,
        /** Logs-service has not, or nobody knows: the replay sends them. */
        LEFT
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    State state() {
        return state;
    }

    void taken() {
        state = State.TAKEN;
    }

    void left() {
        state = State.LEFT;
    }
}
