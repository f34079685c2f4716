package io.promptgate.gateway.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a line stands in a segment: four bytes that no UTF-8 text has, its length, CRC-32C of the length and the line
 * (both big-endian), the line. The four bytes let a reader find the next frame behind a damaged one.
 */
final class Frame {
    static final int MAGIC = 0xFE_50_47_FF;
    static final int HEADER = 12;

    private Frame() {}

    /** The lines as frames, ready to be written. */
    static ByteBuffer all(Lines lines) {
        ByteBuffer out = ByteBuffer.allocate(lines.size() + lines.lines() * HEADER);
        for (int i = 0; i < lines.lines(); i++) {
            int start = lines.start(i);
            int length = lines.end(i) - start;
            out.putInt(MAGIC).putInt(length).putInt(crc(lines.buffer(), start, length));
            out.put(lines.buffer(), start, length);
        }
        return out.flip();
    }

    static long size(Lines lines) {
        return lines.size() + (long) lines.lines() * HEADER;
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(length >>> 24);
        crc.update(length >>> 16);
        crc.update(length >>> 8);
        crc.update(length);
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
