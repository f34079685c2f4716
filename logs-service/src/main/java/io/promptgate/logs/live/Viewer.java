package io.promptgate.logs.live;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One open stream to a client. Events are handed to it from the reader's thread and written on the connection's own;
 * what the client has not read waits here, up to a bound, and beyond it the stream ends with the place to go on from.
 */
final class Viewer {
    private final View view;
    private final HttpServerResponse response;
    private final Context context;
    private final LiveConfig config;
    private final LiveMeters meters;
    private final AtomicLong waiting = new AtomicLong();

    // on the connection's thread alone
    private final Deque<LiveEvent> earlier = new ArrayDeque<>();
    private final Deque<LiveEvent> queue = new ArrayDeque<>();
    private boolean held;
    private String reached = "";
    private @Nullable UniEmitter<? super Void> drained;

    private volatile boolean over;

    /** {@code context} is the connection's. */
    Viewer(View view, HttpServerResponse response, Context context, LiveConfig config, LiveMeters meters) {
        this.view = view;
        this.response = response;
        this.config = config;
        this.meters = meters;
        this.context = context;
        response.drainHandler(_ -> flush());
    }

    /** Sends the head of the answer and a first event, which says where the view begins. */
    void open(LiveEvent first) {
        context.runOnContext(_ -> {
            if (isOver()) {
                return;
            }
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    // nginx would else keep events back
                    .putHeader("X-Accel-Buffering", "no");
            earlier.add(first);
            flush();
        });
    }

    /** Ends the stream; the client comes again. */
    void end() {
        context.runOnContext(_ -> {
            if (!isOver()) {
                over = true;
                response.end();
            }
        });
    }

    View view() {
        return view;
    }

    /** Whether the stream has ended, or is about to. */
    boolean isOver() {
        return over || response.ended() || response.closed();
    }

    /** Hands on new events, in order, from any one thread; cuts the stream when too much is waiting. */
    void offer(List<LiveEvent> events) {
        long size = events.stream().mapToLong(LiveEvent::length).sum();
        if (waiting.addAndGet(size) > config.buffer().asLongValue()) {
            context.runOnContext(_ -> cut());
            return;
        }
        context.runOnContext(_ -> {
            queue.addAll(events);
            flush();
        });
    }

    /** Keeps what is offered from now on until {@link #release}; earlier events go out meanwhile. */
    void hold() {
        context.runOnContext(_ -> held = true);
    }

    void release() {
        context.runOnContext(_ -> {
            held = false;
            flush();
        });
    }

    /**
     * Writes events of the past, at the client's pace. Completes when the last one was handed to the socket; when the
     * client reads nothing for too long, the stream is cut.
     */
    Uni<Void> catchUp(List<LiveEvent> events) {
        Uni<Void> written = Uni.createFrom()
                .emitter(emitter -> context.runOnContext(_ -> {
                    drained = emitter;
                    earlier.addAll(events);
                    flush();
                }));
        return written.ifNoItem().after(config.stall()).recoverWithUni(() -> {
            context.runOnContext(_ -> cut());
            return Uni.createFrom().voidItem();
        });
    }

    private void flush() {
        while (!isOver() && !response.writeQueueFull()) {
            LiveEvent event = earlier.isEmpty() ? offered() : earlier.poll();
            if (event == null) {
                break;
            }
            response.write(event.text());
            reached = event.id();
        }
        if (drained != null && (earlier.isEmpty() || isOver())) {
            UniEmitter<? super Void> waiter = drained;
            drained = null;
            waiter.complete(null);
        }
    }

    private @Nullable LiveEvent offered() {
        LiveEvent event = held ? null : queue.poll();
        if (event != null) {
            waiting.addAndGet(-event.length());
        }
        return event;
    }

    /** Ends the stream, and says where it can be taken up; a client that does not even read that is disconnected. */
    private void cut() {
        if (isOver()) {
            return;
        }
        over = true;
        earlier.clear();
        queue.clear();
        meters.cut();
        Future<Void> told = response.end(LiveEvent.resume(reached));
        context.owner().setTimer(config.stall().toMillis(), _ -> {
            if (!told.isComplete()) {
                response.reset();
            }
        });
        flush();
    }
}
