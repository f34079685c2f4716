package io.promptgate.logs.store;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from the first instant in it
 * @param to the first instant after it
 */
record Span(Instant from, Instant to) {

    boolean isEmpty() {
        return !from.isBefore(to);
    }
}
