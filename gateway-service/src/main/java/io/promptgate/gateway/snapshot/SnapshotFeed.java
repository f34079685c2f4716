package io.promptgate.gateway.snapshot;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.provider.SseEvent;
import io.promptgate.gateway.provider.SseParser;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows admin-service on a thread of its own: the sealed copy first, then the whole configuration, then each change
 * as it is committed, each acknowledged once it is served. When admin-service is away, what is known is served on.
 */
@Singleton
public final class SnapshotFeed {
    private static final Logger LOG = Logger.getLogger(SnapshotFeed.class);
    private static final long LARGEST_EVENT = 512L * 1024 * 1024;
    private static final int READ_BYTES = 64 * 1024;

    private final CurrentSnapshot current;
    private final SnapshotSaver saver;
    private final AdminClient admin;
    private final Probing probing;
    private final FeedSettings settings;
    private final Vertx vertx;
    private final Thread thread = new Thread(this::run, "snapshot-feed");
    private volatile boolean stopping;
    private volatile boolean known;
    private volatile boolean connected;
    private volatile long lastSignNanos = System.nanoTime();
    private volatile @Nullable InputStream stream;

    public SnapshotFeed(
            CurrentSnapshot current,
            SnapshotSaver saver,
            AdminClient admin,
            Probing probing,
            FeedSettings settings,
            Vertx vertx,
            MeterRegistry metrics) {
        this.current = current;
        this.saver = saver;
        this.admin = admin;
        this.probing = probing;
        this.settings = settings;
        this.vertx = vertx;
        metrics.gauge(
                "promptgate.config.revision", current, c -> (double) c.get().revision());
        metrics.gauge(
                "promptgate.gateway.credentials.unreadable",
                current,
                c -> c.get().unreadable().size());
        metrics.gauge("promptgate.config.connected", this, feed -> feed.connected ? 1 : 0);
    }

    void start(@Observes StartupEvent event) {
        saver.load().ifPresent(snapshot -> {
            current.replace(snapshot);
            known = true;
            LOG.infof("serving revision %d from the sealed copy until admin-service is heard", snapshot.revision());
        });
        vertx.setPeriodic(Math.max(100, settings.silence().toMillis() / 10), _ -> cutWhenSilent());
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        close(stream);
        LockSupport.unpark(thread);
        thread.join(Duration.ofSeconds(2));
        saver.flush();
    }

    /** Whether any configuration is known, so that requests can be served. */
    public boolean known() {
        return known;
    }

    /** Whether admin-service is being heard. */
    public boolean connected() {
        return connected;
    }

    private void run() {
        Duration pause = settings.retry();
        while (!stopping) {
            try {
                resync();
                pause = settings.retry();
                follow();
            } catch (IOException | RuntimeException e) {
                lost(e); // whatever it sent, what is known is served on and it is asked again
            } catch (InterruptedException _) {
                break;
            }
            LockSupport.parkNanos(jittered(pause));
            pause = shorter(pause.multipliedBy(2), settings.longestRetry());
        }
        leave();
    }

    private void resync() throws IOException, InterruptedException {
        current.replace(admin.snapshot());
        served();
        if (!connected) {
            LOG.infof("serving revision %d from admin-service", current.get().revision());
        }
        connected = true;
    }

    /** Reads the stream of changes until it ends. */
    private void follow() throws IOException, InterruptedException {
        lastSignNanos = System.nanoTime();
        try (InputStream events = admin.events(current.get().revision())) {
            stream = events;
            SseParser parser = new SseParser(LARGEST_EVENT);
            byte[] bytes = new byte[READ_BYTES];
            while (!stopping) { // looked at behind the assignment: a stop closes the stream that it sees
                int read = events.read(bytes);
                if (read < 0) {
                    return;
                }
                lastSignNanos = System.nanoTime();
                parser.feed(Arrays.copyOf(bytes, read), this::on);
            }
        } finally {
            stream = null;
        }
    }

    private void on(SseEvent event) {
        try {
            switch (event.name()) {
                case "change" -> change(Json.MAPPER.readValue(event.data(), ConfigChange.class));
                case "resync" -> resync();
                case "probe" -> probing.answer(Json.MAPPER.readValue(event.data(), CredentialProbe.class));
                case "heartbeat" -> admin.ack(current.get().revision(), false);
                default -> LOG.debugf("admin-service sent an event of the unknown kind %s", event.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(ConfigChange change) throws IOException, InterruptedException {
        if (change.to() <= current.get().revision()) {
            return;
        }
        if (current.apply(change)) {
            served();
        } else {
            resync();
        }
    }

    private void served() throws IOException, InterruptedException {
        known = true;
        long revision = current.get().revision();
        admin.ack(revision, false);
        saver.save(current.get().snapshot());
        LOG.debugf("serving revision %d", revision);
    }

    private void lost(Exception e) {
        if (connected && !stopping) {
            LOG.warnf(
                    "admin-service is away (%s); serving revision %d on",
                    e.getMessage(), current.get().revision());
        }
        connected = false;
    }

    private void leave() {
        try {
            admin.ack(current.get().revision(), true);
        } catch (IOException e) {
            LOG.debugf(e, "admin-service did not hear that this gateway leaves");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void cutWhenSilent() {
        if (System.nanoTime() - lastSignNanos > settings.silence().toNanos()) {
            close(stream);
        }
    }

    private static void close(@Nullable InputStream open) {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debugf(e, "the stream of changes did not close cleanly");
            }
        }
    }

    private static long jittered(Duration pause) {
        return pause.toNanos() / 2 + ThreadLocalRandom.current().nextLong(pause.toNanos());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
