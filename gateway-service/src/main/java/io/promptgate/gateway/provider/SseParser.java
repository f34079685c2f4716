package io.promptgate.gateway.provider;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into server-sent events (WHATWG HTML, section 9.2), wherever the network cut it: lines end in
 * LF, CR or CRLF, a BOM and comments are allowed, data may have several lines. The raw bytes of all events, one behind
 * the other, are the stream byte for byte. One object per stream; used by one thread.
 */
public final class SseParser {
    private static final byte[] BLANK = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_DATA = {};

    private final long maxEventBytes;
    private byte[] buffer = NO_DATA;
    private int eventStart;
    private int lineStart;
    private int scan;
    private int end;
    private boolean atStart = true;
    private boolean afterCr;

    private String name = "";
    private byte[] data = NO_DATA;
    private @Nullable ByteArrayOutputStream lines;
    private boolean hasData;

    public SseParser(long maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * Takes the next bytes and gives away each event that they complete.
     *
     * @param bytes are kept; the caller must not change them any more
     * @throws ApiException {@code upstream_invalid_response} when one event is larger than allowed
     */
    public void feed(byte[] bytes, Consumer<SseEvent> events) {
        take(bytes);
        while (scan < end) {
            byte c = buffer[scan++];
            if (afterCr && c == '\n') {
                afterCr = false;
                lineStart = scan;
                lateLineFeed(events);
                continue; // the second half of a CRLF whose line has ended
            }
            afterCr = c == '\r';
            if (c == '\n' || c == '\r') {
                line(scan - 1, events);
                lineStart = scan;
            }
        }
        if (end - eventStart > maxEventBytes) {
            throw new ApiException(
                    ErrorCode.UPSTREAM_INVALID_RESPONSE,
                    "The provider sent a stream event of more than the allowed " + maxEventBytes + " bytes.");
        }
    }

    /**
     * The stream has ended: an event without its blank line counts when it has data, and gets the blank line. Anything
     * else behind the last event is dropped.
     */
    public void finish(Consumer<SseEvent> events) {
        if (lineStart < end) {
            field(lineStart, end);
        }
        if (hasData) {
            byte[] raw = Arrays.copyOf(Arrays.copyOfRange(buffer, eventStart, end), end - eventStart + BLANK.length);
            System.arraycopy(BLANK, 0, raw, raw.length - BLANK.length, BLANK.length);
            emit(raw, events);
        }
        eventStart = end;
    }

    /** The CR before has closed an event that was given away at once: its LF follows on its own. */
    private void lateLineFeed(Consumer<SseEvent> events) {
        if (eventStart == scan - 1) {
            eventStart = scan;
            emit(new byte[] {'\n'}, events);
        }
    }

    private void take(byte[] bytes) {
        if (eventStart == end) {
            buffer = bytes;
            eventStart = 0;
            lineStart = 0;
            scan = 0;
            end = bytes.length;
            return;
        }
        int pending = end - eventStart;
        if (buffer.length - end < bytes.length) {
            byte[] grown = new byte[Math.max(2 * pending, pending + bytes.length)];
            System.arraycopy(buffer, eventStart, grown, 0, pending);
            buffer = grown;
            lineStart -= eventStart;
            scan -= eventStart;
            eventStart = 0;
            end = pending;
        }
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    private void line(int lineEnd, Consumer<SseEvent> events) {
        if (lineEnd > lineStart) {
            field(lineStart, lineEnd);
            return;
        }
        atStart = false;
        int rawEnd = scan;
        if (buffer[lineEnd] == '\r' && scan < end && buffer[scan] == '\n') {
            rawEnd = ++scan;
            afterCr = false;
        }
        byte[] raw = Arrays.copyOfRange(buffer, eventStart, rawEnd);
        eventStart = rawEnd;
        emit(raw, events);
    }

    private void emit(byte[] raw, Consumer<SseEvent> events) {
        byte[] all = lines == null ? data : lines.toByteArray();
        String eventName = name;
        name = "";
        data = NO_DATA;
        lines = null;
        hasData = false;
        events.accept(new SseEvent(raw, eventName, all));
    }

    private void field(int start, int stop) {
        int from = start;
        if (atStart && stop - from >= 3 && buffer[from] == (byte) 0xEF && buffer[from + 1] == (byte) 0xBB) {
            from += 3;
        }
        atStart = false;
        int colon = from;
        while (colon < stop && buffer[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, stop);
        if (value < stop && buffer[value] == ' ') {
            value++;
        }
        if (is(from, colon, "data")) {
            data(Arrays.copyOfRange(buffer, value, stop));
        } else if (is(from, colon, "event")) {
            name = new String(buffer, value, stop - value, StandardCharsets.UTF_8);
        }
    }

    private void data(byte[] line) {
        if (!hasData) {
            hasData = true;
            data = line;
            return;
        }
        if (lines == null) {
            lines = new ByteArrayOutputStream(data.length + line.length + 1);
            lines.writeBytes(data);
        }
        lines.write('\n');
        lines.writeBytes(line);
    }

    private boolean is(int from, int to, String field) {
        if (to - from != field.length()) {
            return false;
        }
        for (int i = 0; i < field.length(); i++) {
            if (buffer[from + i] != field.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
