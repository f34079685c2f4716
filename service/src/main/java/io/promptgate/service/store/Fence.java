package io.promptgate.service.store;

import io.promptgate.service.problem.ProblemException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a write's work and its commit: once the caller has been told that nothing was changed, the commit does
 * not come through any more. Thread-safe.
 */
public final class Fence {
    private enum State {
        /** The work is under way; it is not committed. */
        OPEN,
        /** The commit was begun. Whether it is made is the database's to say. */
        PASSED,
        /** The caller was told that nothing was changed. */
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    Fence() {}

    /**
     * The last step of the work, right before the commit.
     *
     * @throws ProblemException when it is too late; the transaction is to be rolled back
     */
    public void pass() {
        if (!state.compareAndSet(State.OPEN, State.PASSED)) {
            throw ProblemException.unavailable("The time for the change was up.");
        }
    }

    /** Whether the work will never be committed: it was not begun to be, and now cannot be any more. */
    boolean close() {
        return state.compareAndSet(State.OPEN, State.CLOSED) || state.get() == State.CLOSED;
    }
}
