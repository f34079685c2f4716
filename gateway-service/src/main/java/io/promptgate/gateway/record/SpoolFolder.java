package io.promptgate.gateway.record;

import io.promptgate.service.start.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder of one gateway's spool, locked against a second gateway as long as it is open. Not thread-safe. */
final class SpoolFolder implements AutoCloseable {
    private static final String SUFFIX = ".spool";

    private final Path folder;
    private final FileChannel lock;
    private long next;

    private SpoolFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder, for its owner alone, and locks it.
     *
     * @throws StartRefused when another gateway has it
     */
    static SpoolFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            throw new StartRefused("the spool " + folder.toAbsolutePath() + " belongs to a gateway that runs;"
                    + " give each its own PROMPTGATE_STATE_DIR");
        }
        return new SpoolFolder(folder, channel);
    }

    Path gaps() {
        return folder.resolve("gaps.ndjson");
    }

    /** What a former life has left, oldest first. */
    List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            next = found.isEmpty() ? 1 : number(found.getLast()) + 1;
            return found;
        }
    }

    /** A file behind all others; its name is on the disk when this returns. */
    Segment create() throws IOException {
        Segment segment = Segment.create(folder.resolve(String.format(Locale.ROOT, "%016d%s", next, SUFFIX)));
        next++;
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return segment;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static long number(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException e) {
            throw new IOException(file + " is no file of a spool", e);
        }
    }
}
