package io.promptgate.gateway.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads the frames of a segment in windows; passes over what is damaged and counts it. Used by one thread. */
final class FrameReader {
    private final int window;
    private final int mostLines;
    private byte[] bytes;
    private int length;
    /** Whether the frame that should begin here is known to be damaged: it is counted once. */
    private boolean lost;

    private long damaged;

    FrameReader(int window, int mostLines) {
        this.window = Math.max(window, Frame.HEADER);
        this.mostLines = mostLines;
        this.bytes = new byte[this.window];
    }

    /** Damaged stretches so far. */
    long damaged() {
        return damaged;
    }

    /**
     * Adds the next whole lines.
     *
     * @param end where what has been written ends
     * @return where to go on; {@code end} when all has been read
     */
    long read(FileChannel channel, long from, long end, Lines into) throws IOException {
        load(channel, from, end, window);
        int at = 0;
        while (at < length && into.lines() < mostLines) {
            int next = frame(at, from + length == end, into);
            if (next < 0 && at > 0) {
                break; // the rest of it is in the next window
            }
            if (next < 0) {
                load(channel, from, end, -next);
            } else {
                at = next;
            }
        }
        return from + at;
    }

    /** Where the frame here ends; negative: how many bytes from here on are wanted to know. */
    private int frame(int at, boolean last, Lines into) {
        int here = length - at;
        if (here < Frame.HEADER) {
            return last ? damaged(at, true) : -Frame.HEADER;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, at, Frame.HEADER);
        if (header.getInt() != Frame.MAGIC) {
            return damaged(at, last);
        }
        int size = header.getInt();
        if (size < 0 || size > Integer.MAX_VALUE - 2 * Frame.HEADER || (size > here - Frame.HEADER && last)) {
            return damaged(at, last);
        }
        if (size > here - Frame.HEADER) {
            return -(Frame.HEADER + size);
        }
        if (header.getInt() != Frame.crc(bytes, at + Frame.HEADER, size)) {
            return damaged(at, last);
        }
        into.line(bytes, at + Frame.HEADER, size);
        lost = false;
        return at + Frame.HEADER + size;
    }

    /** Where the next frame may begin: what lies before is lost. */
    private int damaged(int at, boolean last) {
        damaged += lost ? 0 : 1;
        lost = true;
        for (int i = at + 1; i <= length - Integer.BYTES; i++) {
            if (bytes[i] == (byte) (Frame.MAGIC >>> 24)
                    && ByteBuffer.wrap(bytes, i, Integer.BYTES).getInt() == Frame.MAGIC) {
                lost = false;
                return i;
            }
        }
        return last ? length : Math.max(at + 1, length - Integer.BYTES + 1);
    }

    private void load(FileChannel channel, long from, long end, int wanted) throws IOException {
        length = (int) Math.min(end - from, wanted);
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("the segment is shorter than it was");
            }
        }
    }
}
