package io.promptgate.gateway.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One file of the spool. It is written by one thread and read by another; what they share is guarded by the spool's
 * lock. The two have a channel each, so that an interrupted reader never closes the writer's.
 */
final class Segment {
    private final Path file;
    private final Deque<Ticket> tickets = new ArrayDeque<>();
    private @Nullable FileChannel writer;
    private @Nullable FileChannel reader;
    private long written;
    private long taken;

    private Segment(Path file, long written) {
        this.file = file;
        this.written = written;
    }

    /** A new file to write to. */
    static Segment create(Path file) throws IOException {
        Segment segment = new Segment(file, 0);
        segment.writer = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return segment;
    }

    /** A file that a former life has left, to be read alone. */
    static Segment left(Path file) throws IOException {
        return new Segment(file, Files.size(file));
    }

    /** Adds whole frames; a failure leaves what was there. */
    Ticket append(ByteBuffer frames) throws IOException {
        FileChannel channel = open(writer);
        long at = written;
        try {
            while (frames.hasRemaining()) {
                at += channel.write(frames, at);
            }
        } catch (IOException e) {
            channel.truncate(written);
            throw e;
        }
        Ticket ticket = new Ticket(written, at);
        written = at;
        tickets.add(ticket);
        return ticket;
    }

    /** Returns when all that was appended is on the disk. */
    void sync() throws IOException {
        FileChannel channel = writer;
        if (channel != null && channel.isOpen()) {
            channel.force(false);
        }
    }

    /** Nothing is appended any more. */
    void seal() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    /** For reading, from {@link #taken} on. */
    FileChannel reader() throws IOException {
        FileChannel channel = reader;
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            reader = channel;
        }
        return channel;
    }

    /** Where the reading ends for now: at the end, or where something is under way. Skips what has been taken. */
    long readableTo() {
        for (Ticket next = tickets.peek(); next != null; next = tickets.peek()) {
            boolean ahead = next.from() > taken;
            switch (next.state()) {
                case UNDER_WAY -> {
                    return next.from();
                }
                case TAKEN -> {
                    if (ahead) {
                        return next.from();
                    }
                    taken = Math.max(taken, next.to());
                }
                case LEFT -> {}
            }
            tickets.remove();
        }
        return written;
    }

    void takenTo(long position) {
        taken = position;
    }

    long taken() {
        return taken;
    }

    long written() {
        return written;
    }

    /** Everything in it is known to logs-service. */
    boolean isDone() {
        return taken >= written;
    }

    void close() throws IOException {
        seal();
        if (reader != null) {
            reader.close();
        }
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static FileChannel open(@Nullable FileChannel channel) throws IOException {
        if (channel == null) {
            throw new IOException("the segment is sealed");
        }
        return channel;
    }
}
