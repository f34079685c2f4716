package io.promptgate.gateway.record;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that carries one batch at a time to logs-service. The first sender is woken by whoever hands a record over;
 * each wakes the next when it leaves records behind.
 */
final class Sender implements Runnable {
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final ShipSettings settings;
    private final RecordQueue queue;
    private final Encoder encoder;
    private final LogsClient client;
    private final @Nullable Sender next;
    private final Parcel parcel = new Parcel();
    private final Thread thread;
    private @Nullable Spooler spooler;
    private volatile boolean idle;
    private volatile boolean stopping;

    Sender(ShipSettings settings, RecordQueue queue, Encoder encoder, LogsClient client, @Nullable Sender next) {
        this.settings = settings;
        this.queue = queue;
        this.encoder = encoder;
        this.client = client;
        this.next = next;
        this.thread = Thread.ofPlatform().name("record-sender").daemon().unstarted(this);
    }

    Parcel parcel() {
        return parcel;
    }

    /** @param disk what takes records when logs-service does not; null = nothing */
    void start(@Nullable Spooler disk) {
        spooler = disk;
        thread.start();
    }

    void wake() {
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    /** No more records come: what is there is sent, unless it is for the disk. */
    void finish() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the end; a sender that takes longer is interrupted, and its parcel is left packed. */
    void join(Duration atMost) throws InterruptedException {
        if (!thread.join(atMost)) {
            thread.interrupt();
            thread.join();
        }
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            if (!queue.isEmpty() && !isForTheDisk()) {
                linger();
                ship();
            } else if (stopping) {
                return;
            } else {
                rest();
            }
        }
    }

    /** While logs-service is away the spooler takes the queue, and the replay finds out when it is back. */
    private boolean isForTheDisk() {
        return spooler != null && client.isAway() && spooler.takes();
    }

    private void rest() {
        idle = true;
        if (!stopping && queue.isEmpty()) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        } else if (!stopping && spooler != null) {
            spooler.wake();
            LockSupport.parkNanos(settings.linger().toNanos());
        }
        idle = false;
    }

    /** A batch waits for company, unless there is company enough. */
    private void linger() {
        if (!stopping && queue.bytes() < settings.batchBytes().asLongValue()) {
            LockSupport.parkNanos(settings.linger().toNanos());
        }
    }

    private void ship() {
        List<Recording> batch = queue.take(System.nanoTime());
        if (batch.isEmpty()) {
            return;
        }
        parcel.pack(batch, encoder);
        if (!queue.isEmpty() && next != null) {
            next.wake();
        }
        if (spooler != null) {
            spooler.wake();
        }
        boolean taken = client.deliver(parcel.lines()) || tryAgain();
        if (taken || parcel.isSafe()) {
            queue.release(parcel.unpack(taken));
        }
    }

    /** Until logs-service takes the parcel, or the disk has it. */
    private boolean tryAgain() {
        parcel.failed();
        Duration pause = settings.retry();
        while (!Thread.currentThread().isInterrupted()) {
            if (spooler != null) {
                spooler.wake();
            }
            LockSupport.parkNanos(pause.toNanos());
            if (parcel.isSafe()) {
                return false;
            }
            if (client.deliver(parcel.lines())) {
                return true;
            }
            pause = longer(pause);
        }
        return false;
    }

    static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }
}
