package io.promptgate.admin.publish;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;

/** Writes a gateway's events as {@code text/event-stream} (WHATWG HTML, server-sent events). */
final class EventStream {
    private static final Logger LOG = Logger.getLogger(EventStream.class);

    private EventStream() {}

    /**
     * Sends the events, each asked for only when the one before was handed to the socket. Completes when the events
     * end, when the client goes, or when the database fails; the client then connects again.
     */
    static Uni<Void> send(Multi<FeedEvent> events, HttpServerResponse response) {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return events.onItem()
                .transformToUniAndConcatenate(event -> UniHelper.toUni(response.write(event.text())))
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(fault -> LOG.debug("A stream ends", fault))
                .onFailure()
                .recoverWithNull()
                .eventually(() -> end(response));
    }

    private static void end(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
