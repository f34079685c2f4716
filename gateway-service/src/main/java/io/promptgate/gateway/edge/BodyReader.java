package io.promptgate.gateway.edge;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/** Reads request bodies, bounded in size and in the pauses between their parts. */
@Singleton
public final class BodyReader {
    private final Vertx vertx;
    private final long maxBytes;
    private final long pauseMillis;

    public BodyReader(Vertx vertx, EdgeSettings settings) {
        this.vertx = vertx;
        this.maxBytes = settings.maxBody().asLongValue();
        this.pauseMillis = settings.bodyPause().toMillis();
    }

    /**
     * Reads the whole body.
     *
     * @return fails with an {@link ApiException} of {@code request_too_large} or {@code request_timeout}, or with the
     *     connection's own failure when the client goes away
     */
    public Future<byte[]> read(HttpServerRequest request) {
        if (declared(request) > maxBytes) {
            return Future.failedFuture(tooLarge());
        }
        return new Reading(request).start();
    }

    private static long declared(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }

    private ApiException tooLarge() {
        return new ApiException(
                ErrorCode.REQUEST_TOO_LARGE, "The request body is larger than the allowed " + maxBytes + " bytes.");
    }

    /** One body on its way in. The timer is armed only when a body does not come in one piece. */
    private final class Reading {
        private final HttpServerRequest request;
        private final Promise<byte[]> whole = Promise.promise();
        private final Parts parts = new Parts();
        private long timer = -1;
        private boolean moved;

        Reading(HttpServerRequest request) {
            this.request = request;
        }

        Future<byte[]> start() {
            request.handler(this::part);
            request.endHandler(_ -> finish());
            request.exceptionHandler(this::fail);
            request.resume();
            if (!whole.future().isComplete()) {
                timer = vertx.setPeriodic(pauseMillis, _ -> tick());
            }
            return whole.future();
        }

        private void part(Buffer part) {
            moved = true;
            if (parts.length() + part.length() > maxBytes) {
                request.pause();
                fail(tooLarge());
            } else if (!whole.future().isComplete()) {
                parts.add(part);
            }
        }

        private void tick() {
            if (!moved) {
                request.pause();
                fail(new ApiException(
                        ErrorCode.REQUEST_TIMEOUT,
                        "No part of the request body came for " + pauseMillis + " milliseconds."));
            }
            moved = false;
        }

        private void finish() {
            stopTimer();
            whole.tryComplete(parts.bytes());
        }

        private void fail(Throwable cause) {
            stopTimer();
            whole.tryFail(cause);
        }

        private void stopTimer() {
            if (timer >= 0) {
                vertx.cancelTimer(timer);
                timer = -1;
            }
        }
    }
}
