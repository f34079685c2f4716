package io.promptgate.gateway.edge;

import io.promptgate.common.id.UuidV7;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request as it came in. Used by its event loop alone. */
public final class Incoming {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final int LONGEST_CLIENT_ID = 128;
    private static final int LONGEST_USER_AGENT = 256;

    private final UUID id = UuidV7.next();
    private final String idText = id.toString();
    private final Instant createdAt = Instant.now();
    private final long startNanos = System.nanoTime();
    private final HttpServerRequest request;
    private final String project;

    /**
     * Marks the start of a request.
     *
     * @param project the project as it stands in the path
     */
    Incoming(HttpServerRequest request, String project) {
        this.request = request;
        this.project = project;
        request.response().putHeader(REQUEST_ID, idText);
    }

    /** The id of the log record, and of {@code x-request-id}. */
    public UUID id() {
        return id;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** {@link System#nanoTime} when the head had been read. */
    public long startNanos() {
        return startNanos;
    }

    public HttpServerRequest request() {
        return request;
    }

    public HttpServerResponse response() {
        return request.response();
    }

    public String project() {
        return project;
    }

    public @Nullable String authorization() {
        return request.getHeader(HttpHeaders.AUTHORIZATION);
    }

    /** The client's own {@code x-request-id} where it is 1 to 128 of {@code a-z A-Z 0-9 . _ : -}; else null. */
    public @Nullable String clientRequestId() {
        String own = request.getHeader(REQUEST_ID);
        return own != null && isPlain(own) ? own : null;
    }

    /** The client's own place in a trace (W3C Trace Context), as it was sent. */
    public @Nullable String traceparent() {
        return request.getHeader(TRACEPARENT);
    }

    public @Nullable String userAgent() {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null || agent.length() <= LONGEST_USER_AGENT ? agent : agent.substring(0, LONGEST_USER_AGENT);
    }

    public @Nullable String clientIp() {
        var address = request.remoteAddress();
        return address == null ? null : address.hostAddress();
    }

    private static boolean isPlain(String text) {
        if (text.isEmpty() || text.length() > LONGEST_CLIENT_ID) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "._:-".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
