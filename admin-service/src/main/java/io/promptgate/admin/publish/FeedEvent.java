package io.promptgate.admin.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An event of the stream that a gateway follows.
 *
 * @param name {@code change}, {@code resync}, {@code heartbeat} or {@code probe}
 * @param id the revision that a change leads to
 * @param data JSON on one line
 */
record FeedEvent(String name, @Nullable String id, String data) {
    private static final String RESYNC = "resync";

    static FeedEvent change(ConfigChange change) {
        return new FeedEvent("change", Long.toString(change.to()), json(change));
    }

    static FeedEvent probe(CredentialProbe probe) {
        return new FeedEvent("probe", null, json(probe));
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

    private static String json(Object said) {
        try {
            return Json.MAPPER.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what gateways are told can be written as JSON", e);
        }
    }

    private static String revision(long revision) {
        return "{\"revision\":" + revision + "}";
    }
}
