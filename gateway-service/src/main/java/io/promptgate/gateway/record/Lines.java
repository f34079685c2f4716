package io.promptgate.gateway.record;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Lines of NDJSON and where each of them ends; kept from batch to batch, as large as the largest was. Used by one
 * thread at a time.
 */
final class Lines extends ByteArrayOutputStream {
    private static final int BYTES = 256 * 1024;
    private static final int LINES = 256;

    private int[] ends = new int[LINES];
    private int lines;

    Lines() {
        super(BYTES);
    }

    /** What was written since the last line is one, its newline with it. */
    void endLine() {
        if (lines == ends.length) {
            ends = Arrays.copyOf(ends, lines * 2);
        }
        ends[lines++] = count;
    }

    /** Forgets what was written since the last line. */
    void forget() {
        count = start(lines);
    }

    /** Adds a line with its newline. */
    void line(byte[] bytes, int offset, int length) {
        write(bytes, offset, length);
        endLine();
    }

    int lines() {
        return lines;
    }

    int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    int end(int line) {
        return ends[line];
    }

    /** The bytes themselves, good up to the end of the last line. */
    byte[] buffer() {
        return buf;
    }

    void clear() {
        count = 0;
        lines = 0;
    }
}
