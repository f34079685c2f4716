package io.promptgate.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** One event loop of the slow provider. Its bytes are made once; a request costs it little more than the writing. */
final class StubServer extends AbstractVerticle {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
    private static final long DELAY_MILLIS = 20;
    private static final long GAP_MILLIS = 5;

    private final int port;
    private final Buffer reply = Buffer.buffer(Payload.reply(Upstream.DELAYED));
    private final List<Buffer> events =
            Payload.events(Upstream.STREAMED).stream().map(Buffer::buffer).toList();

    StubServer(int port) {
        this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(port).setAcceptBacklog(4096);
        vertx.createHttpServer(options)
                .requestHandler(request -> request.endHandler(_ -> answer(request)))
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        if (request.uri().startsWith(Upstream.STREAMED.prefix())) {
            stream(request.response());
        } else {
            vertx.setTimer(
                    DELAY_MILLIS,
                    _ -> request.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                            .end(reply));
        }
    }

    /** The first event at once, each other one a gap later; a client that went away gets no more. */
    private void stream(HttpServerResponse response) {
        response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM);
        response.write(events.getFirst());
        int[] next = {1};
        long ticks = vertx.setPeriodic(GAP_MILLIS, timer -> {
            Buffer event = events.get(next[0]++);
            if (next[0] < events.size()) {
                response.write(event);
            } else {
                vertx.cancelTimer(timer);
                response.end(event);
            }
        });
        response.closeHandler(_ -> vertx.cancelTimer(ticks));
    }
}
