package io.promptgate.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was started, the last first: at the end of the program, however it ends. */
final class Cleanup implements AutoCloseable {
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private boolean closed;

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cleanup"));
    }

    /** Remembers how to end something that has just been started. What comes too late is ended at once. */
    synchronized void add(Runnable end) {
        if (closed) {
            end.run();
        } else {
            ends.push(end);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!ends.isEmpty()) {
            end(ends.pop());
        }
    }

    /** One that will not end must not keep the others alive. */
    private static void end(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) {
            System.getLogger(Cleanup.class.getName()).log(System.Logger.Level.WARNING, "not ended cleanly", e);
        }
    }
}
