package io.promptgate.gateway.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records of requests that are over, in that order, bounded in bytes. What has been taken counts on until it is
 * released. Thread-safe; whoever offers never waits.
 */
final class RecordQueue {
    private final ConcurrentLinkedQueue<Recording> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final ShipSettings settings;

    RecordQueue(ShipSettings settings) {
        this.settings = settings;
    }

    /** False when there is no room for it. */
    boolean offer(Recording recording) {
        if (bytes.get() + recording.bytes() > settings.queue().asLongValue()) {
            return false;
        }
        bytes.addAndGet(recording.bytes());
        queue.add(recording);
        return true;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    long bytes() {
        return bytes.get();
    }

    AtomicLong gauge() {
        return bytes;
    }

    /** The next batch, of requests that were over at that {@link System#nanoTime} or before; perhaps none. */
    synchronized List<Recording> take(long endedBefore) {
        List<Recording> batch = new ArrayList<>();
        long size = 0;
        Recording next = queue.peek();
        while (next != null
                && batch.size() < settings.batchRecords()
                && (batch.isEmpty()
                        || size + next.bytes() <= settings.batchBytes().asLongValue())
                && next.endedNanos() - endedBefore <= 0) {
            batch.add(queue.remove());
            size += next.bytes();
            next = queue.peek();
        }
        return batch;
    }

    /** What was taken is safe elsewhere, or given up. */
    void release(long size) {
        bytes.addAndGet(-size);
    }
}
