package io.promptgate.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.Replica;
import io.promptgate.service.start.StartRefused;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries records to logs-service, on threads of its own: whoever hands one over never waits. In the healthy case they
 * go from memory, in batches. A record that logs-service has not taken within the spool's interval is on disk by then,
 * and comes from there, in order, when logs-service is back; so does what a former life of this gateway has left.
 * Ingestion is idempotent, so that a record arrives once.
 */
@Singleton
public final class LogShipper {
    private static final Logger LOG = Logger.getLogger(LogShipper.class);

    private static final Duration SHORTEST_SYNC = Duration.ofMillis(20);
    private static final Duration LONGEST_SYNC = Duration.ofSeconds(10);

    private final ShipSettings settings;
    private final SpoolSettings disk;
    private final MeterRegistry metrics;
    private final RecordQueue queue;
    private final Drops drops;
    private final Encoder encoder;
    private final LogsClient client;
    private final List<Sender> senders = new ArrayList<>();
    private final Path folder;
    private @Nullable SpoolFolder spoolFolder;
    private @Nullable Spool spool;
    private @Nullable Spooler spooler;
    private @Nullable Replayer replayer;

    public LogShipper(
            ShipSettings settings,
            SpoolSettings disk,
            GatewaySettings suite,
            Keys keys,
            Replica replica,
            MeterRegistry metrics) {
        this.settings = settings;
        this.disk = disk;
        this.metrics = metrics;
        this.folder = suite.stateDir().resolve("spool");
        this.queue = new RecordQueue(settings);
        this.drops = new Drops(metrics, new Gaps(replica.name()));
        this.encoder = new Encoder(drops);
        this.client = new LogsClient(settings, suite, keys, drops, metrics);
        for (int i = 0; i < settings.senders(); i++) {
            senders.addFirst(
                    new Sender(settings, queue, encoder, client, senders.isEmpty() ? null : senders.getFirst()));
        }
        metrics.gauge("promptgate.records.queued.bytes", queue, RecordQueue::bytes);
        metrics.gauge(
                "promptgate.records.queue.limit.bytes", settings, s -> s.queue().asLongValue());
    }

    /**
     * Takes up what a former life has left, and begins.
     *
     * @throws StartRefused when another gateway uses the same folder
     */
    void start(@Observes StartupEvent event) {
        openSpool();
        senders.forEach(sender -> sender.start(spooler));
        replayer = new Replayer(settings, client, drops.gaps(), spool);
        replayer.start();
    }

    private void openSpool() {
        if (disk.sync().compareTo(SHORTEST_SYNC) < 0 || disk.sync().compareTo(LONGEST_SYNC) > 0) {
            throw new StartRefused("promptgate.spool.sync is from 20ms to 10s");
        }
        if (!disk.enabled()) {
            LOG.warn("promptgate.spool.enabled is false: records that logs-service has not taken wait in memory alone");
            return;
        }
        try {
            spoolFolder = SpoolFolder.open(folder);
            drops.gaps().keep(spoolFolder.gaps());
            spool = Spool.open(spoolFolder, disk, settings, metrics);
            List<Parcel> parcels = senders.stream().map(Sender::parcel).toList();
            spooler = new Spooler(
                    new Spooler.Desk(queue, encoder, client, parcels, drops.gaps()), spool, disk.sync(), metrics);
            spooler.start();
        } catch (IOException e) {
            LOG.errorf("no spool in %s (%s): records that logs-service has not taken wait in memory alone", folder, e);
            spool = null;
        }
    }

    /** Waits for the last records to be taken, up to the drain time; what is left goes to the disk. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (replayer != null) {
            replayer.finish();
        }
        senders.forEach(Sender::finish);
        long deadline = System.nanoTime() + settings.drain().toNanos();
        for (Sender sender : senders) {
            sender.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        if (spooler != null) {
            spooler.finish();
        }
        close();
        if (queue.bytes() > 0) {
            LOG.errorf("%d bytes of records were not taken by logs-service in time and are lost", queue.bytes());
        }
    }

    private void close() {
        try {
            if (spool != null) {
                spool.close();
            }
        } catch (IOException e) {
            LOG.errorf("the spool %s does not close: %s", folder, e);
        }
    }

    /** Takes a record. From any thread; never waits. When there is no room at all it is dropped and counted. */
    void offer(Recording recording) {
        if (queue.offer(recording)) {
            senders.getFirst().wake();
        } else {
            drops.lost(recording.record());
        }
    }
}
