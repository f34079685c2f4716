package io.promptgate.testkit;

import io.netty.channel.ChannelOption;
import io.promptgate.testkit.Ending.How;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/** Sends one reply to one request, chunk by chunk and no faster than the client reads. Lives on the event loop. */
final class Delivery {
    /** Before it ends a connection badly: time for the client to read what was sent, which a reset could overtake. */
    private static final Duration BEFORE_BAD_END = Duration.ofMillis(20);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Received received;
    private final Reply reply;
    private int next;
    private boolean over;

    Delivery(Vertx vertx, HttpServerRequest request, Received received, Reply reply) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.received = received;
        this.reply = reply;
    }

    void start() {
        response.exceptionHandler(_ -> clientGone());
        response.closeHandler(_ -> clientGone());
        later(reply.pace().beforeHead(), this::head);
    }

    private void head() {
        if (reply.ending().silent()) {
            end();
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
        if (reply.streamed()) {
            response.setChunked(true);
        } else {
            response.putHeader("content-length", Long.toString(length()));
        }
        if (reply.pace().beforeBody().isZero() && reply.ending().chunks() > 0) {
            chunk();
        } else {
            response.writeHead().onSuccess(_ -> later(reply.pace().beforeBody(), this::chunk));
        }
    }

    private void chunk() {
        if (next >= Math.min(reply.chunks().size(), reply.ending().chunks())) {
            end();
            return;
        }
        byte[] bytes = reply.chunks().get(next++);
        response.write(Buffer.buffer(bytes)).onSuccess(_ -> sent(bytes.length));
    }

    private void sent(int bytes) {
        received.sent(bytes);
        Duration gap = next < reply.chunks().size() ? reply.pace().gap() : Duration.ZERO;
        // never at once: each chunk is one turn of the event loop and one write to the socket
        vertx.runOnContext(_ -> later(gap, this::chunk));
    }

    private void end() {
        switch (reply.ending().how()) {
            case COMPLETE -> complete();
            case RESET, CLOSE -> vertx.setTimer(BEFORE_BAD_END.toMillis(), _ -> breakOff());
            case HANG -> {
                // the client's to end
            }
        }
    }

    private void complete() {
        over = true;
        response.end().onSuccess(_ -> received.endedNow());
    }

    private void breakOff() {
        over = true;
        HttpConnection connection = request.connection();
        if (reply.ending().how() == How.RESET) {
            // a close that does not linger is a reset (socket(7))
            ((ConnectionBase) connection).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        connection.close();
    }

    private void clientGone() {
        if (!over) {
            over = true;
            received.abortedNow();
        }
    }

    private void later(Duration delay, Runnable step) {
        if (over) {
            return;
        }
        if (delay.isZero()) {
            step.run();
            return;
        }
        vertx.setTimer(Math.max(1, delay.toMillis()), _ -> {
            if (!over) {
                step.run();
            }
        });
    }

    private long length() {
        return reply.chunks().stream().mapToLong(chunk -> chunk.length).sum();
    }
}
