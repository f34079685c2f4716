package io.promptgate.gateway.edge;

import io.promptgate.common.error.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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

    private static final long LINGER_MILLIS = 2_000;
    /** The code that asks a client of HTTP/2 to stop sending without an error (RFC 9113, 8.1). */
    private static final long NO_ERROR = 0;

    private ErrorWriter() {}

    /** Writes the refusal. What is left of the request's body is read over, for a while if it is long. */
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
        boolean unread = !request.isEnded();
        boolean last = unread && (refusal.code() == ErrorCode.REQUEST_TIMEOUT || !isShort(request));
        if (last && request.version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(Buffer.buffer(refusal.body()));
        if (last) {
            giveUp(request);
        } else if (unread) {
            request.handler(null).endHandler(null).resume();
        }
    }

    /**
     * The connection, or the stream of HTTP/2, is of no more use; but it is not closed at once, since a client that is
     * still sending would not hear the answer (RFC 9112, 9.6).
     */
    private static void giveUp(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else if (context == null) {
            request.connection().close();
        } else {
            long timer = context.owner()
                    .setTimer(LINGER_MILLIS, _ -> request.connection().close());
            request.handler(null)
                    .endHandler(_ -> {
                        context.owner().cancelTimer(timer);
                        request.connection().close();
                    })
                    .resume();
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
