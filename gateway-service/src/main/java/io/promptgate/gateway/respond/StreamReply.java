package io.promptgate.gateway.respond;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.gateway.edge.Members;
import io.promptgate.gateway.edge.NotJson;
import io.promptgate.gateway.provider.SseEvent;
import io.promptgate.gateway.provider.SseParser;
import io.promptgate.gateway.provider.StreamStep;
import io.promptgate.gateway.provider.StreamTranslator;
import io.promptgate.gateway.provider.UpstreamFault;
import io.promptgate.gateway.upstream.UpstreamCall;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/**
 * Relays one stream of events, at the client's pace: while the client does not read, the upstream is not read either.
 * Until the first content nothing is written, so that a failure can still be an ordinary error. Used by one event loop.
 */
public final class StreamReply {
    private static final Logger LOG = Logger.getLogger(StreamReply.class);
    private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

    /** What the reply tells of itself. After {@code complete}, {@code untaken} or {@code failed} nothing more. */
    public interface Watcher {

        /** The first content is about to be written; the head still takes headers. */
        void begins();

        /** These bytes went to the client. */
        void wrote(Buffer bytes);

        /** The stream came to its proper end; its last bytes are about to be written. */
        void ends();

        /** The stream came to its proper end, and the client has all of it. */
        void complete();

        /** The stream came to its proper end, but the client did not take it. */
        void untaken();

        /** The upstream said that it failed. */
        void failed(UpstreamFault fault);

        /** The upstream, or the way to it, broke. */
        void failed(ApiException failure);
    }

    private final HttpServerResponse client;
    private final UpstreamCall call;
    private final StreamTranslator translator;
    private final Watcher watcher;
    private final SseParser parser;
    private Buffer pending = Buffer.buffer();
    private boolean begun;
    private boolean over;

    public StreamReply(HttpServerResponse client, UpstreamCall call, StreamTranslator translator, Watcher watcher) {
        this.client = client;
        this.call = call;
        this.translator = translator;
        this.watcher = watcher;
        this.parser = new SseParser(call.maxBytes());
    }

    /** Starts relaying. */
    public void relay() {
        client.drainHandler(_ -> call.resume());
        call.read(bytes -> guarded(() -> part(bytes)), () -> guarded(this::end), this::broke);
    }

    /** Whether the client has been told that all is well. */
    public boolean begun() {
        return begun;
    }

    /** Ends a stream that has begun with one error event. */
    public void endWithError(byte[] errorBody) {
        Buffer event =
                Buffer.buffer("data: ").appendBytes(errorBody).appendBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        watcher.wrote(event);
        client.end(event);
    }

    /** Ends the stream for a reason of the gateway's own, and the call with it. */
    public void abort(ApiException why) {
        broke(why);
        call.cancel();
    }

    private void part(Buffer bytes) {
        if (over) {
            return;
        }
        parser.feed(bytes.getBytes(), this::event);
        flush();
        if (!begun && pending.length() > call.maxBytes()) {
            throw new ApiException(
                    ErrorCode.UPSTREAM_INVALID_RESPONSE,
                    "The provider sent more than the allowed " + call.maxBytes() + " bytes before any content.");
        }
    }

    /** What fails here would leave the client waiting. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (ApiException e) {
            abort(e);
        } catch (RuntimeException e) {
            LOG.error("a stream failed within the gateway", e);
            abort(new ApiException(ErrorCode.INTERNAL_ERROR, "The gateway failed; the fault is in its log."));
        }
    }

    private void event(SseEvent event) {
        if (over) {
            return;
        }
        StreamStep step = translator.on(event);
        if (step.fault() != null) {
            flush();
            over = true;
            call.cancel();
            watcher.failed(step.fault());
            return;
        }
        pending.appendBytes(step.out());
        if (step.content() && !begun) {
            begin();
        }
        if (step.last()) {
            complete();
        }
    }

    private void begin() {
        begun = true;
        watcher.begins();
        client.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);
    }

    private void flush() {
        if (over || !begun || pending.length() == 0) {
            return;
        }
        Buffer bytes = pending;
        pending = Buffer.buffer();
        watcher.wrote(bytes);
        client.write(bytes);
        if (client.writeQueueFull()) {
            call.pause();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        parser.finish(this::lastEvent);
        if (over) {
            return;
        }
        if (translator.finished()) {
            complete();
        } else {
            broke(new ApiException(
                    ErrorCode.UPSTREAM_ERROR, "The provider broke off its answer before it was complete."));
        }
    }

    /** An event that the stream broke off in: half an object is nothing to pass on. */
    private void lastEvent(SseEvent event) {
        if (event.data().length == 0 || event.data()[0] != '{' || isWhole(event.data())) {
            event(event);
        }
    }

    private static boolean isWhole(byte[] json) {
        try {
            Members.of(json);
            return true;
        } catch (NotJson _) {
            return false;
        }
    }

    private void complete() {
        byte[] closing = translator.closing(); // first, for it may refuse the end
        over = true;
        call.leave();
        if (!begun) {
            begin();
        }
        pending.appendBytes(closing);
        watcher.wrote(pending);
        watcher.ends();
        client.end(pending).onSuccess(_ -> watcher.complete()).onFailure(_ -> watcher.untaken());
    }

    private void broke(ApiException failure) {
        if (over) {
            return;
        }
        flush();
        over = true;
        watcher.failed(failure);
    }
}
