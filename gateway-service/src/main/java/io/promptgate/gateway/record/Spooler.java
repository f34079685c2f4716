package io.promptgate.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * A thread that puts on disk what logs-service has not taken soon enough: records that wait in the queue, and parcels
 * that are under way. It acts at five eighths of the interval and looks every eighth, which leaves a quarter to the
 * disk. While logs-service is away it takes the queue at each look, so that one sync serves many records.
 */
final class Spooler implements Runnable {
    private static final Logger LOG = Logger.getLogger(Spooler.class);
    private static final int PARTS = 8;
    private static final int PATIENCE = 5;

    private final RecordQueue queue;
    private final Spool spool;
    private final Encoder encoder;
    private final LogsClient client;
    private final List<Parcel> parcels;
    private final Gaps gaps;
    private final long part;
    private final Thread thread =
            Thread.ofPlatform().name("record-spooler").daemon().unstarted(this);
    private final Lines lines = new Lines();
    private final List<Parcel> written = new ArrayList<>();
    private final Counter failures;
    private long linesBytes;
    private boolean unsynced;
    private boolean failing;
    private volatile boolean takes = true;
    private volatile boolean stopping;

    /** What a spooler works between. */
    record Desk(RecordQueue queue, Encoder encoder, LogsClient client, List<Parcel> parcels, Gaps gaps) {
        Desk {
            parcels = List.copyOf(parcels);
        }
    }

    Spooler(Desk desk, Spool spool, Duration interval, MeterRegistry metrics) {
        this.queue = desk.queue();
        this.encoder = desk.encoder();
        this.client = desk.client();
        this.parcels = desk.parcels();
        this.gaps = desk.gaps();
        this.spool = spool;
        this.part = interval.toNanos() / PARTS;
        this.failures = metrics.counter("promptgate.spool.failures");
    }

    void start() {
        thread.start();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Whether the disk takes records: it is neither full nor out of order. */
    boolean takes() {
        return takes;
    }

    /** The senders have ended: all that is left goes to the disk, beyond the bound too. Returns when it is there. */
    void finish() throws InterruptedException {
        stopping = true;
        wake();
        thread.join();
        write(System.nanoTime(), false);
        for (Parcel parcel : parcels) {
            if (parcel.isPacked() && parcel.isSafe()) {
                queue.release(parcel.unpack(false));
            }
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            if (isIdle()) {
                saveGaps();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            } else {
                write(System.nanoTime() - PATIENCE * part, true);
                LockSupport.parkNanos(part);
            }
        }
    }

    private boolean isIdle() {
        if (!queue.isEmpty() || lines.lines() > 0) {
            return false;
        }
        for (Parcel parcel : parcels) {
            if (parcel.isPacked()) {
                return false;
            }
        }
        return true;
    }

    private void write(long endedBefore, boolean bounded) {
        try {
            for (Parcel parcel : parcels) {
                if (parcel.spool(spool, bounded ? endedBefore : System.nanoTime(), bounded)) {
                    written.add(parcel);
                }
            }
            room(drain(client.isAway() ? System.nanoTime() : endedBefore, bounded));
            sync();
            gaps.save();
            failing = false;
        } catch (IOException e) {
            takes = false;
            failed(e);
        }
    }

    private void saveGaps() {
        try {
            gaps.save();
        } catch (IOException e) {
            failed(e);
        }
    }

    private void room(boolean enough) {
        if (takes && !enough) {
            LOG.warn("the spool is full: records wait in memory, and when that is full too they are dropped");
        }
        takes = enough;
    }

    private void failed(IOException e) {
        failures.increment();
        if (!failing) {
            LOG.errorf("records cannot be kept on disk and wait in memory: %s", e);
        }
        failing = true;
    }

    /** From the queue to the disk; false when that has no room. */
    private boolean drain(long endedBefore, boolean bounded) throws IOException {
        while (flush(bounded)) {
            List<Recording> batch = queue.take(endedBefore);
            if (batch.isEmpty()) {
                return true;
            }
            linesBytes = encoder.encode(batch, lines);
        }
        return false;
    }

    private boolean flush(boolean bounded) throws IOException {
        if (lines.lines() > 0) {
            Ticket ticket = spool.append(lines, bounded);
            if (ticket == null) {
                return false;
            }
            ticket.left();
            unsynced = true;
        }
        queue.release(linesBytes);
        linesBytes = 0;
        lines.clear();
        return true;
    }

    private void sync() throws IOException {
        if (unsynced || !written.isEmpty()) {
            spool.sync();
            unsynced = false;
            written.forEach(Parcel::synced);
            written.clear();
        }
    }
}
