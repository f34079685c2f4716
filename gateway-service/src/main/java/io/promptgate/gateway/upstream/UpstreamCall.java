package io.promptgate.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.gateway.edge.Parts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call under way, with its three clocks: connect, first byte, idle gap. Used by the event loop that started it.
 * Failures come as {@link ApiException}: {@code upstream_timeout}, {@code upstream_error}, {@code overloaded}, {@code
 * upstream_invalid_response}.
 */
public final class UpstreamCall {
    /** What a provider may still send behind the end that it announced itself. */
    private static final long REST_MILLIS = 1_000;

    private final Vertx vertx;
    private final String provider;
    private final long firstByteMillis;
    private final long idleMillis;
    private final long maxBytes;
    private final Promise<HttpClientResponse> head = Promise.promise();

    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private @Nullable ApiException timedOut;
    private boolean cancelled;
    private boolean paused;
    private boolean ended;
    private long timer = -1;
    private long lastByteNanos;

    UpstreamCall(Vertx vertx, UpstreamSettings settings, String provider) {
        this.vertx = vertx;
        this.provider = provider;
        this.firstByteMillis = settings.firstByteTimeout().toMillis();
        this.idleMillis = settings.idleTimeout().toMillis();
        this.maxBytes = settings.maxReply().asLongValue();
    }

    UpstreamCall start(Future<HttpClientRequest> connecting, byte[] body) {
        lastByteNanos = System.nanoTime();
        arm(Math.min(firstByteMillis, idleMillis));
        connecting.onSuccess(ready -> send(ready, body)).onFailure(this::headless);
        return this;
    }

    /** The head of the answer. The answer is paused until it is read. */
    public Future<HttpClientResponse> head() {
        return head.future();
    }

    /** Reads the whole answer. Call it once, when the head is there. */
    public Future<byte[]> whole() {
        Promise<byte[]> whole = Promise.promise();
        Parts parts = new Parts();
        read(
                part -> {
                    parts.add(part);
                    if (parts.length() > maxBytes) {
                        whole.tryFail(tooLarge());
                        cancel();
                    }
                },
                () -> whole.tryComplete(parts.bytes()),
                whole::tryFail);
        return whole.future();
    }

    /** Reads the answer as it comes. Exactly one of {@code end} and {@code fail} is called, unless it is cancelled. */
    public void read(Consumer<Buffer> part, Runnable end, Consumer<ApiException> fail) {
        HttpClientResponse answer = response;
        if (answer == null) {
            throw new IllegalStateException("the head is not there yet");
        }
        lastByteNanos = System.nanoTime();
        answer.handler(bytes -> {
            lastByteNanos = System.nanoTime();
            part.accept(bytes);
        });
        answer.exceptionHandler(failure -> {
            disarm();
            fail.accept(explain(failure));
        });
        answer.endHandler(_ -> {
            ended = true;
            disarm();
            end.run();
        });
        answer.resume();
    }

    /** Stops reading until {@link #resume}: the client is slower than the upstream. The idle clock stands still. */
    public void pause() {
        if (response != null && !paused) {
            paused = true;
            response.pause();
        }
    }

    public void resume() {
        if (response != null && paused) {
            paused = false;
            lastByteNanos = System.nanoTime();
            response.resume();
        }
    }

    /** Gives the call up, in whatever phase it is: its connection is closed at once. May be called again. */
    public void cancel() {
        cancelled = true;
        disarm();
        if (request != null) {
            request.reset();
        }
    }

    /** Reads over the rest of an answer whose end is known, so that its connection can be used again. */
    public void leave() {
        disarm();
        if (!ended) {
            resume();
            timer = vertx.setTimer(REST_MILLIS, _ -> cancel());
        }
    }

    /** The largest single event of a stream, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    private void send(HttpClientRequest ready, byte[] body) {
        request = ready;
        ready.exceptionHandler(UpstreamCall::toldElsewhere);
        if (cancelled) {
            ready.reset();
            return;
        }
        ready.response().onSuccess(this::answered).onFailure(this::headless);
        ready.send(Buffer.buffer(body));
    }

    private void headless(Throwable failure) {
        disarm();
        head.tryFail(explain(failure));
    }

    private void answered(HttpClientResponse answer) {
        answer.exceptionHandler(UpstreamCall::toldElsewhere);
        answer.pause();
        lastByteNanos = System.nanoTime();
        response = answer;
        head.tryComplete(answer);
    }

    /** A failure comes by the call's futures and {@link #read}; without a handler Vert.x would log it as well. */
    private static void toldElsewhere(Throwable failure) {}

    private void arm(long millis) {
        timer = vertx.setTimer(millis, _ -> ring());
    }

    private void disarm() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    /** One timer serves both clocks: when it rings too early it is set anew for what is left. */
    private void ring() {
        timer = -1;
        long allowed = response == null ? firstByteMillis : idleMillis;
        long quiet = (System.nanoTime() - lastByteNanos) / 1_000_000;
        if (paused || quiet < allowed) {
            arm(paused ? idleMillis : Math.max(1, allowed - quiet));
            return;
        }
        timedOut = new ApiException(
                ErrorCode.UPSTREAM_TIMEOUT,
                response == null
                        ? "The provider " + provider + " did not answer within " + firstByteMillis + " ms."
                        : "The provider " + provider + " sent nothing for " + idleMillis + " ms.");
        cancelled = true;
        if (request != null) {
            request.reset();
        }
        head.tryFail(timedOut);
    }

    private ApiException tooLarge() {
        return new ApiException(
                ErrorCode.UPSTREAM_INVALID_RESPONSE,
                "The provider " + provider + " answered with more than the allowed " + maxBytes + " bytes.");
    }

    /** Tells the kind of failure without repeating its text, which may name hosts. */
    private ApiException explain(Throwable failure) {
        if (timedOut != null) {
            return timedOut;
        }
        if (failure instanceof ConnectTimeoutException || failure.getCause() instanceof SslHandshakeTimeoutException) {
            return new ApiException(
                    ErrorCode.UPSTREAM_TIMEOUT, "The provider " + provider + " could not be connected to in time.");
        }
        if (failure instanceof ConnectionPoolTooBusyException) {
            return new ApiException(
                    ErrorCode.OVERLOADED, "Too many calls wait for the provider " + provider + "; try again.");
        }
        return new ApiException(
                ErrorCode.UPSTREAM_ERROR,
                response == null
                        ? "The provider " + provider + " could not be reached."
                        : "The provider " + provider + " broke off its answer.");
    }
}
