package io.promptgate.logs.live;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A server-sent event as it goes over the wire (WHATWG HTML, section 9.2), shared by all viewers that get it.
 *
 * @param id the place that a viewer has reached with it
 */
record LiveEvent(String id, Buffer text) {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /** A record. */
    static LiveEvent record(String id, byte[] json) {
        String data = LINE_END.matcher(new String(json, StandardCharsets.UTF_8)).replaceAll("\ndata: ");
        return new LiveEvent(id, Buffer.buffer("id: " + id + "\ndata: " + data + "\n\n"));
    }

    /** Nothing but the place: a client keeps it and shows nothing. */
    static LiveEvent heartbeat(String id) {
        return new LiveEvent(id, Buffer.buffer(": heartbeat\nid: " + id + "\n\n"));
    }

    /** The last event of a stream that is cut: where to go on. */
    static Buffer resume(String id) {
        return Buffer.buffer("event: resume\ndata: {\"last_event_id\":\"" + id + "\"}\n\n");
    }

    /** What was before cannot be told: the database was set back, or the place is of another one. */
    static LiveEvent reset(String id) {
        return new LiveEvent(id, Buffer.buffer("event: reset\nid: " + id + "\ndata: {}\n\n"));
    }

    int length() {
        return text.length();
    }
}
