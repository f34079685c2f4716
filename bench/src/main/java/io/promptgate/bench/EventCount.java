package io.promptgate.bench;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Counts the events of one stream and checks how it ends, wherever the network cuts it. */
final class EventCount {
    private static final byte[] DONE = Payload.DONE.getBytes(StandardCharsets.US_ASCII);

    private int events;
    private boolean afterLine;
    /** How many bytes of the closing event the stream ends with so far. */
    private int matched;

    void feed(Buffer part) {
        byte[] bytes = part.getBytes();
        for (byte b : bytes) {
            boolean line = b == '\n';
            events += line && afterLine ? 1 : 0;
            afterLine = line && !afterLine;
            match(b);
        }
    }

    /** Events that are whole so far. */
    int events() {
        return events;
    }

    /** Whether the stream had all its events and the closing one last. */
    boolean whole() {
        return events == Payload.EVENTS && matched == DONE.length;
    }

    private void match(byte b) {
        if (matched < DONE.length && b == DONE[matched]) {
            matched++;
        } else {
            matched = b == DONE[0] ? 1 : 0;
        }
    }
}
