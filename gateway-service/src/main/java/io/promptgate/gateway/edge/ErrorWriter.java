package io.promptgate.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Writes an error to a client that has been told nothing yet. */
public final class ErrorWriter {
    public static final CharSequence JSON_TYPE = HttpHeaders.createOptimized("application/json");

    private static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
    /** Up to 99,999 bytes are read over: cheaper than a new connection. */
    private static final int SHORT_DIGITS = 5;

    private ErrorWriter() {}

    /** Writes the refusal. What is left of the request's body is read over when it is short, else refused. */
    public static void write(HttpServerRequest request, Refusal refusal) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(refusal.status()).putHeader(HttpHeaders.CONTENT_TYPE, JSON_TYPE);
        if (refusal.retryAfter() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
        }
        if (refusal.status() == 401) {
            response.putHeader(WWW_AUTHENTICATE, "Bearer");
        }
        if (!request.isEnded()) {
            leaveBody(request, response);
        }
        response.end(Buffer.buffer(refusal.body()));
    }

    /** A long body is not read on for an answer that is already known (RFC 9112, 9.6). */
    private static void leaveBody(HttpServerRequest request, HttpServerResponse response) {
        if (isShort(request) || request.version() == HttpVersion.HTTP_2) {
            request.handler(null);
            request.endHandler(null);
            request.resume();
        } else {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            response.endHandler(_ -> request.connection().close());
        }
    }

    private static boolean isShort(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
        }
        return length.length() <= SHORT_DIGITS;
    }
}
