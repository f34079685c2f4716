package io.promptgate.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.promptgate.common.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Writes problems for what ends before it reaches a resource. */
public final class ProblemWriter {
    static final String CHALLENGE = "Bearer realm=\"promptgate\"";

    private ProblemWriter() {}

    /** 401: no key, or one that opens nothing here; both look alike. */
    public static Future<Void> unauthorized(HttpServerResponse response) {
        response.putHeader(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
        return write(response, 401, "A valid key is needed: Authorization: Bearer <key>.");
    }

    /** 413: more than one call may carry. */
    public static Future<Void> tooLarge(HttpServerResponse response, long most) {
        return write(response, 413, "The body is larger than this service takes; at most " + most + " bytes.");
    }

    private static Future<Void> write(HttpServerResponse response, int status, String detail) {
        try {
            byte[] body = Json.MAPPER.writeValueAsBytes(Problem.of(status, detail, List.of()));
            response.setStatusCode(status).putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
            return response.end(Buffer.buffer(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is a plain record", e);
        }
    }
}
