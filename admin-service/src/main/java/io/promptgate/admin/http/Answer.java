package io.promptgate.admin.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a call results in, before it is told over HTTP.
 *
 * @param version of the thing shown, for its ETag; null when it has none
 * @param earlier the revision that an earlier call made, when this is that call's answer once more
 */
public record Answer(
        int status,
        @Nullable Object body,
        @Nullable Long version,
        @Nullable URI location,
        @Nullable Long earlier) {

    public static Answer ok(Object view, long version) {
        return new Answer(200, view, version, null, null);
    }

    /** Something that cannot be changed, or a list. */
    public static Answer ok(Object view) {
        return new Answer(200, view, null, null, null);
    }

    public static Answer created(String path, Object view, long version) {
        return new Answer(201, view, version, URI.create(path), null);
    }

    /** Done, and nothing to show. */
    public static Answer done() {
        return new Answer(204, null, null, null, null);
    }

    /** The HTTP response; the caller may add headers. */
    public Response.ResponseBuilder response() {
        Response.ResponseBuilder response = Response.status(status).entity(body);
        if (version != null) {
            response.header(HttpHeaders.ETAG, IfMatch.etag(version));
        }
        if (earlier != null) {
            response.header("Idempotency-Replayed", "true");
        }
        return location == null ? response : response.location(location);
    }
}
