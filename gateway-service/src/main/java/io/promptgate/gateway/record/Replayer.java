package io.promptgate.gateway.record;

import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that gives logs-service what waits on disk, oldest first, while new records take their own way; and tells it
 * of the gaps. Ingestion is idempotent: what was taken but not known to be taken is sent once more.
 */
final class Replayer implements Runnable {
    private static final Logger LOG = Logger.getLogger(Replayer.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ShipSettings settings;
    private final LogsClient client;
    private final Gaps gaps;
    private final @Nullable Spool spool;
    private final Thread thread =
            Thread.ofPlatform().name("record-replayer").daemon().unstarted(this);
    private final Lines lines = new Lines();

    Replayer(ShipSettings settings, LogsClient client, Gaps gaps, @Nullable Spool spool) {
        this.settings = settings;
        this.client = client;
        this.gaps = gaps;
        this.spool = spool;
    }

    void start() {
        thread.start();
    }

    void finish() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    @Override
    public void run() {
        Duration pause = settings.retry();
        while (!Thread.currentThread().isInterrupted()) {
            switch (step()) {
                case SENT -> pause = settings.retry();
                case WAIT -> LockSupport.parkNanos(settings.linger().toNanos());
                case NOTHING -> LockSupport.parkNanos(LOOK.toNanos());
                case FAILED -> {
                    LockSupport.parkNanos(pause.toNanos());
                    pause = Sender.longer(pause);
                }
            }
        }
    }

    private enum Step {
        SENT,
        WAIT,
        NOTHING,
        FAILED
    }

    private Step step() {
        try {
            Spool.Next next = spool == null ? Spool.Next.NOTHING : spool.next(lines);
            return switch (next) {
                case LINES -> replay(spool);
                case WAIT -> Step.WAIT;
                case NOTHING -> tell();
            };
        } catch (IOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.errorf("what waits on disk cannot be read: %s", e);
            }
            return Step.FAILED;
        }
    }

    private Step replay(@Nullable Spool from) throws IOException {
        if (from == null || !client.deliver(lines)) {
            return Step.FAILED;
        }
        from.taken(lines);
        return Step.SENT;
    }

    /** Gaps come when all that was kept has been given. */
    private Step tell() throws IOException {
        List<Gap> next = gaps.next();
        if (next.isEmpty()) {
            return Step.NOTHING;
        }
        lines.clear();
        for (Gap gap : next) {
            GapCodec.write(gap, lines);
            lines.endLine();
        }
        if (!client.deliver(lines)) {
            return Step.FAILED;
        }
        gaps.told();
        gaps.save();
        return Step.NOTHING;
    }
}
