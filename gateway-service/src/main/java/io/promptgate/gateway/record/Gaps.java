package io.promptgate.gateway.record;

import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import io.promptgate.common.id.UuidV7;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was dropped and is still to be told to the log, per project. A gap grows until it is about to be told; from then
 * on it stays as it is, under its id, until logs-service has it. Thread-safe.
 */
final class Gaps {
    /** A bound for memory and for the file; drops of further projects are in the metric alone. */
    static final int MOST = 10_000;

    private final String replica;
    private final Map<UUID, Gap> growing = new LinkedHashMap<>();
    private List<Gap> telling = List.of();
    private boolean changed;
    private volatile @Nullable Path file;

    Gaps(String replica) {
        this.replica = replica;
    }

    /** From now on they survive the process in this file; what a former life has not told is read from it. */
    void keep(Path path) throws IOException {
        file = path;
        if (!Files.exists(path)) {
            return;
        }
        List<Gap> found = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            found.add(GapCodec.read(bytes, 0, bytes.length));
        }
        synchronized (this) {
            telling = List.copyOf(found);
        }
    }

    synchronized void add(UUID project, Instant created) {
        Gap known = growing.get(project);
        if (known == null && growing.size() >= MOST) {
            return;
        }
        growing.put(
                project,
                known == null
                        ? new Gap(UuidV7.next(), project, replica, 1, created, created)
                        : new Gap(
                                known.id(),
                                project,
                                replica,
                                known.dropped() + 1,
                                created.isBefore(known.from()) ? created : known.from(),
                                created.isAfter(known.to()) ? created : known.to()));
        changed = true;
    }

    /** What is to be told now; the same again until {@link #told}. */
    synchronized List<Gap> next() {
        if (telling.isEmpty() && !growing.isEmpty()) {
            telling = List.copyOf(growing.values());
            growing.clear();
        }
        return telling;
    }

    synchronized void told() {
        telling = List.of();
        changed = true;
    }

    /** Writes them to their file where something has changed; after a crash it is the old or the new one. */
    void save() throws IOException {
        Path path = file;
        byte[] bytes = path == null ? null : toSave();
        if (bytes == null || path == null) {
            return;
        }
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private synchronized byte @Nullable [] toSave() throws IOException {
        if (!changed) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Gap gap : telling) {
            GapCodec.write(gap, out);
        }
        for (Gap gap : growing.values()) {
            GapCodec.write(gap, out);
        }
        changed = false;
        return out.toByteArray();
    }
}
