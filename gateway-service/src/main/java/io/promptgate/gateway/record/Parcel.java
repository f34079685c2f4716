package io.promptgate.gateway.record;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch in the hands of a sender. The spooler puts it on disk meanwhile when that takes too long, and what becomes of
 * it in the end tells the replay whether to send it. Thread-safe.
 */
final class Parcel {
    private final Lines lines = new Lines();
    private long bytes;
    private long endedNanos;
    private boolean packed;
    private boolean failed;
    private boolean synced;
    private @Nullable Ticket ticket;

    /** @param batch not empty, in the order of the requests' ends */
    synchronized void pack(List<Recording> batch, Encoder encoder) {
        bytes = encoder.encode(batch, lines);
        endedNanos = batch.getFirst().endedNanos();
        packed = true;
        failed = false;
        synced = false;
        ticket = null;
    }

    /** For the sender alone, until {@link #unpack}. */
    Lines lines() {
        return lines;
    }

    synchronized boolean isPacked() {
        return packed;
    }

    /** Logs-service has not taken it: it is to be put on disk now. */
    synchronized void failed() {
        failed = true;
        if (ticket != null) {
            ticket.left();
        }
    }

    /**
     * Puts it on disk when it has failed, or when its first request was over at that {@link System#nanoTime} or before.
     *
     * @return whether it has been written now and is to be synced
     */
    synchronized boolean spool(Spool spool, long endedBefore, boolean bounded) throws IOException {
        boolean due = failed || endedNanos - endedBefore <= 0;
        if (!packed || ticket != null || !due || lines.lines() == 0) {
            return false;
        }
        ticket = spool.append(lines, bounded);
        if (ticket != null && failed) {
            ticket.left();
        }
        return ticket != null;
    }

    /** What was written of it is on the disk. */
    synchronized void synced() {
        synced = ticket != null;
    }

    /** Nothing of it is lost when the sender lets go of it. */
    synchronized boolean isSafe() {
        return synced;
    }

    /** The sender is done with it. Returns what it took in memory. */
    synchronized long unpack(boolean taken) {
        if (ticket != null && taken) {
            ticket.taken();
        }
        packed = false;
        return bytes;
    }
}
