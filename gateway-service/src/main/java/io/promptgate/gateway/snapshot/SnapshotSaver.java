package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.ConfigSnapshot;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps the newest configuration on disk, on a thread of its own; what is overtaken meanwhile is never written. */
@Singleton
public final class SnapshotSaver {
    private static final int FLUSH_SECONDS = 5;

    private final SnapshotFile file;
    private final AtomicReference<@Nullable ConfigSnapshot> newest = new AtomicReference<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("snapshot-saver").daemon().factory());

    public SnapshotSaver(SnapshotFile file) {
        this.file = file;
    }

    /** The configuration kept last, if there is one that can be read. */
    Optional<ConfigSnapshot> load() {
        return file.load();
    }

    /** Returns at once. */
    void save(ConfigSnapshot snapshot) {
        newest.set(snapshot);
        writer.execute(this::write);
    }

    /** Waits until the newest configuration is on disk. */
    void flush() throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    private void write() {
        ConfigSnapshot snapshot = newest.getAndSet(null);
        if (snapshot != null) {
            file.save(snapshot);
        }
    }
}
