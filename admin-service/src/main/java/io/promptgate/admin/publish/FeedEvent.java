package io.promptgate.admin.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An event of the stream that a gateway follows.
 *
 * @param name {@code change}, {@code resync} or {@code heartbeat}
 * @param id the revision that a change leads to
 * @param data JSON on one line
 */
record FeedEvent(String name, @Nullable String id, String data) {
    private static final String RESYNC = "resync";

    static FeedEvent change(ConfigChange change) {
        try {
            return new FeedEvent("change", Long.toString(change.to()), Json.MAPPER.writeValueAsString(change));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the configuration can be written as JSON", e);
        }
    }

    static FeedEvent resync(long revision) {
        return new FeedEvent(RESYNC, null, revision(revision));
    }

    static FeedEvent heartbeat(long revision) {
        return new FeedEvent("heartbeat", null, revision(revision));
    }

    /** Whether the stream ends after this event. */
    boolean isLast() {
        return name.equals(RESYNC);
    }

    /** As it goes over the wire. */
    String text() {
        return "event: " + name + (id == null ? "" : "\nid: " + id) + "\ndata: " + data + "\n\n";
    }

    private static String revision(long revision) {
        return "{\"revision\":" + revision + "}";
    }
}
