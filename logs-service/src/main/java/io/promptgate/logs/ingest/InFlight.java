package io.promptgate.logs.ingest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of the batches that are being taken, so that they never fill the heap. Thread-safe. */
@Singleton
public final class InFlight {
    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    @Inject
    InFlight(IngestConfig config) {
        this.most = config.maxInFlight().asLongValue();
    }

    /** Makes room for a batch; false when there is none now. What was let in must be let {@link #out}. */
    boolean in(long size) {
        long now = bytes.addAndGet(size);
        if (now <= most) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    void out(long size) {
        bytes.addAndGet(-size);
    }

    long bytes() {
        return bytes.get();
    }
}
