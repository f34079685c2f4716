package io.promptgate.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records on disk, in the order in which they came, bounded. One thread appends and syncs, another reads from the
 * oldest on; a file goes when all of it is known to logs-service. What a former life has left comes first.
 */
final class Spool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Spool.class);

    private final SpoolFolder folder;
    private final long limit;
    private final long segmentSize;
    private final FrameReader frames;
    private final Counter spooled;
    private final Counter replayed;
    private final Counter damaged;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private @Nullable Segment active;
    private volatile long bytes;
    private long readTo;
    private long damagedTold;

    /** What the reader finds. */
    enum Next {
        LINES,
        /** The next records are under way by another road. */
        WAIT,
        NOTHING
    }

    private Spool(SpoolFolder folder, SpoolSettings settings, ShipSettings batches, MeterRegistry metrics) {
        this.folder = folder;
        this.limit = settings.limit().asLongValue();
        this.segmentSize = settings.segment().asLongValue();
        this.frames =
                new FrameReader((int) Math.min(1 << 30, batches.batchBytes().asLongValue()), batches.batchRecords());
        this.spooled = metrics.counter("promptgate.spool.records");
        this.replayed = metrics.counter("promptgate.spool.replayed");
        this.damaged = metrics.counter("promptgate.spool.damaged");
        metrics.gauge("promptgate.spool.bytes", this, spool -> spool.bytes);
        metrics.gauge("promptgate.spool.limit.bytes", this, spool -> spool.limit);
    }

    /** The spool in this folder, with what is left in it. */
    static Spool open(SpoolFolder folder, SpoolSettings settings, ShipSettings batches, MeterRegistry metrics)
            throws IOException {
        Spool spool = new Spool(folder, settings, batches, metrics);
        for (Path file : folder.left()) {
            spool.add(Segment.left(file));
        }
        if (spool.bytes > 0) {
            LOG.infof("%d bytes of records wait on disk for logs-service", spool.bytes);
        }
        return spool;
    }

    private synchronized void add(Segment segment) {
        segments.add(segment);
        bytes += segment.written();
    }

    /**
     * Adds the lines; they survive the process when this returns, and the machine after {@link #sync}.
     *
     * @param bounded false: also beyond the bound
     * @return the stretch they take; null when there is no room
     */
    synchronized @Nullable Ticket append(Lines lines, boolean bounded) throws IOException {
        long size = Frame.size(lines);
        if (bounded && bytes + size > limit) {
            return null;
        }
        Segment segment = active;
        if (segment != null && segment.written() > 0 && segment.written() + size > segmentSize) {
            segment.sync();
            segment.seal();
            segment = null;
        }
        if (segment == null) {
            segment = folder.create();
            segments.add(segment);
            active = segment;
        }
        Ticket ticket = segment.append(Frame.all(lines));
        bytes += size;
        spooled.increment(lines.lines());
        return ticket;
    }

    /** Returns when all that was appended survives the machine. */
    void sync() throws IOException {
        Segment segment = active();
        if (segment != null) {
            try {
                segment.sync();
            } catch (ClosedChannelException e) {
                LOG.debugf(e, "%s went while it was synced: all of it had been taken", segment);
            }
        }
    }

    private synchronized @Nullable Segment active() {
        return active;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    /** Fills the lines anew with the oldest records; the same again until {@link #taken}. By one thread. */
    Next next(Lines into) throws IOException {
        into.clear();
        for (Segment oldest = oldest(); oldest != null; oldest = oldest()) {
            long end = readableTo(oldest);
            if (end > oldest.taken()) {
                readTo = frames.read(oldest.reader(), oldest.taken(), end, into);
                tellDamage(oldest);
                if (into.lines() > 0) {
                    return Next.LINES;
                }
                forward(oldest);
            } else if (!finished(oldest)) {
                return Next.WAIT;
            }
        }
        return Next.NOTHING;
    }

    /** Logs-service has what {@link #next} found. */
    void taken(Lines lines) throws IOException {
        replayed.increment(lines.lines());
        Segment oldest = oldest();
        if (oldest != null) {
            forward(oldest);
        }
    }

    private synchronized @Nullable Segment oldest() {
        return segments.peek();
    }

    private synchronized long readableTo(Segment segment) {
        return segment.readableTo();
    }

    private synchronized void forward(Segment segment) throws IOException {
        segment.takenTo(readTo);
        finished(segment);
    }

    /** A file of which nothing is wanted any more goes. */
    private synchronized boolean finished(Segment segment) throws IOException {
        if (!segment.isDone()) {
            return false;
        }
        if (segment.equals(active)) {
            active = null;
        }
        segments.remove(segment);
        bytes -= segment.written();
        segment.delete();
        return true;
    }

    private void tellDamage(Segment segment) {
        long now = frames.damaged();
        if (now > damagedTold) {
            damaged.increment((double) now - damagedTold);
            damagedTold = now;
            LOG.warnf("%s is damaged, or its end was never written; what can be read of it is sent", segment);
        }
    }

    /** What has not been taken stays for the next life. */
    @Override
    public synchronized void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
        folder.close();
    }
}
