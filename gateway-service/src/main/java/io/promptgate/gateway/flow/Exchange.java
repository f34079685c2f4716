package io.promptgate.gateway.flow;

import io.promptgate.common.config.ProjectType;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.RequestRecord.Outcome;
import io.promptgate.common.event.Surface;
import io.promptgate.common.event.Usage;
import io.promptgate.common.guard.scan.Guard;
import io.promptgate.common.guard.scan.TextGuard;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.auth.Caller;
import io.promptgate.gateway.edge.Incoming;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.edge.Refusal;
import io.promptgate.gateway.estimate.Estimates;
import io.promptgate.gateway.estimate.Uncounted;
import io.promptgate.gateway.policy.Permit;
import io.promptgate.gateway.provider.Content;
import io.promptgate.gateway.record.BodyKeeper;
import io.promptgate.gateway.record.Recorder;
import io.promptgate.gateway.record.Redaction;
import io.promptgate.gateway.record.Tracer;
import io.promptgate.gateway.resolve.Route;
import io.promptgate.gateway.resolve.Target;
import io.promptgate.gateway.snapshot.Configuration;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one request, gathered on its way, and their closing: whichever way it ends, it ends here, and it is
 * recorded once. Used by one event loop.
 */
final class Exchange {
    /** What is recorded where the client went away before any answer; nginx made it customary. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private static final int BEARER_LENGTH = "Bearer ".length();

    private final Incoming incoming;
    private final Configuration configuration;
    private final Recorder recorder;
    private BodyKeeper bodies;
    private final Bill bill;
    private final Estimates estimates;
    private final Drain drain;
    private final ReplyCopy reply = new ReplyCopy();
    private final @Nullable Context loop = Vertx.currentContext();

    private @Nullable Caller caller;
    private @Nullable Peek peek;
    private @Nullable Route route;
    private Permit permit = Permit.FREE;
    private Runnable cancelUpstream = () -> {};
    private long sentNanos;
    private long answeredNanos;
    private long endedNanos;
    private @Nullable Instant attemptStart;
    private @Nullable Integer upstreamStatus;
    private @Nullable Long ttftMs;
    private @Nullable Uncounted uncounted;
    private boolean closed;
    private Runnable whenGone = () -> {};
    private Consumer<ApiException> whenCut = _ -> {};

    Exchange(
            Incoming incoming,
            Configuration configuration,
            Recorder recorder,
            BodyKeeper bodies,
            Estimates estimates,
            Drain drain) {
        this.incoming = incoming;
        this.configuration = configuration;
        this.recorder = recorder;
        this.bodies = bodies;
        this.bill = new Bill(configuration.prices());
        this.estimates = estimates;
        this.drain = drain;
        incoming.response().exceptionHandler(_ -> gone());
        incoming.response().closeHandler(_ -> gone());
    }

    Incoming incoming() {
        return incoming;
    }

    /** The configuration that the whole request is served from. */
    Configuration configuration() {
        return configuration;
    }

    Caller identified(Caller known) {
        caller = known;
        bodies = bodies.of(known.project().logging());
        return known;
    }

    Peek peeked(Peek seen) {
        peek = seen;
        return seen;
    }

    Route routed(Route found) {
        route = found;
        return found;
    }

    /** What guards the answer; null when nothing does. */
    @Nullable
    TextGuard outputGuard() {
        Guard guard = caller == null ? null : caller.project().guard();
        return guard == null ? null : guard.output();
    }

    /** What the request was let in with. False when it is over already; then the permit has gone back. */
    boolean permitted(Permit granted) {
        if (closed) {
            granted.settle(null, null);
            return false;
        }
        permit = granted;
        return true;
    }

    /**
     * Gives back what the request was let in with, once. Comes before its last bytes, so that the client's next request
     * finds the room that this one leaves; of a stream that is still to be counted, by a quick estimate.
     */
    void giveBack() {
        Permit held = permit;
        permit = Permit.FREE;
        if (!held.equals(Permit.FREE)) {
            if (uncounted != null) {
                bill.used(estimates.quick(uncounted));
            }
            bill.settle();
            held.settle(bill.usage(), bill.cost().usd());
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** An upstream is being called; from now on a client that goes away cancels it. */
    void calling(Runnable cancel) {
        bill.settle();
        attemptStart = Instant.now();
        upstreamStatus = null;
        sentNanos = System.nanoTime();
        cancelUpstream = cancel;
    }

    /** What is to be done before the record when the client goes away: what was used so far is booked. */
    void beforeGone(Runnable booking) {
        whenGone = booking;
    }

    /** How the request is ended with an error when the gateway can wait no longer. */
    void whenCut(Consumer<ApiException> ending) {
        whenCut = ending;
    }

    /** Ends the request, whatever it is at. From any thread. */
    void cut(ApiException why) {
        if (loop != null) {
            loop.runOnContext(_ -> {
                if (!closed) {
                    whenCut.accept(why);
                }
            });
        }
    }

    /** The head of the upstream's answer is there. */
    void answered(int httpStatus) {
        upstreamStatus = httpStatus;
    }

    /** The upstream's part is over. */
    void attempted(@Nullable String errorCode) {
        Target target = target();
        Instant start = attemptStart;
        if (target == null || start == null) {
            return;
        }
        answeredNanos = System.nanoTime();
        bill.add(new Attempt(
                target.provider().key(),
                target.model(),
                target.credentialId(),
                start,
                millis(answeredNanos - sentNanos),
                upstreamStatus,
                errorCode));
        attemptStart = null;
    }

    void firstContent() {
        ttftMs = millis(System.nanoTime() - incoming.startNanos());
    }

    /** What the attempt that is under way, or was the last, used. */
    void used(@Nullable Usage known) {
        bill.used(known);
    }

    /** A stream begins; its content may have to be counted. */
    void follow(Content content) {
        estimates.follow(content);
    }

    /** What the last attempt used is to be counted; the record waits for it, the client does not. */
    void toCount(Uncounted stream) {
        uncounted = stream;
    }

    void replied(byte[] body) {
        reply.whole(body);
    }

    /** Part of a streamed reply, for the record. */
    void gather(Buffer bytes) {
        reply.add(bytes, bodies);
    }

    /** The request ended well. */
    void complete(int httpStatus) {
        close(new Outcome(httpStatus, null, null, Ended.COMPLETE));
    }

    /** The request ended in an error, of which the client has been told. */
    void failed(Refusal refusal, Ended ended, int httpStatus) {
        close(new Outcome(httpStatus, refusal.code().wire(), refusal.told(), ended));
    }

    /** The request's token is nobody's: it leaves no record. */
    void refusedKey() {
        closed = true;
        recorder.refusedKey();
        drain.ended(this);
    }

    /** The client went away. May come in any phase, and also after the end. */
    void gone() {
        if (closed) {
            return;
        }
        whenGone.run();
        attempted(null);
        int status = incoming.response().headWritten() ? incoming.response().getStatusCode() : CLIENT_CLOSED_REQUEST;
        close(new Outcome(status, null, null, Ended.CLIENT_GONE));
        cancelUpstream.run(); // last, for it fails what is under way, and that is no fault of the upstream's
    }

    /** What the next attempt's provider is told of the trace; null unless it is to be told. */
    @Nullable
    String traceparent() {
        Tracer tracer = recorder.tracer();
        return tracer.forwards() ? tracer.forwarded(incoming.traceparent(), incoming.id(), attemptCount() + 1) : null;
    }

    int attemptCount() {
        return bill.size() + (attemptStart == null ? 0 : 1);
    }

    /** The secrets that this request had in its hands. */
    List<Masked> secrets() {
        List<Masked> secrets = new ArrayList<>(2);
        Target target = target();
        if (target != null && target.key() != null) {
            secrets.add(target.key());
        }
        String authorization = incoming.authorization();
        if (authorization != null && authorization.length() > BEARER_LENGTH) {
            secrets.add(Masked.of(authorization.substring(BEARER_LENGTH).strip()));
        }
        return secrets;
    }

    private void close(Outcome outcome) {
        if (closed) {
            return;
        }
        closed = true;
        endedNanos = System.nanoTime();
        Uncounted stream = uncounted;
        if (stream == null) {
            book(outcome);
        } else {
            estimates.later(
                    stream,
                    usage -> onLoop(() -> {
                        bill.used(usage);
                        uncounted = null;
                        book(outcome);
                    }));
        }
    }

    private void book(Outcome outcome) {
        if (caller != null) {
            RequestRecord record = record(caller, outcome);
            recorder.record(record, new Redaction(secrets(), caller.project().redactions(), bodies.cap()));
            trace(record);
            giveBack();
        }
        drain.ended(this);
    }

    private void onLoop(Runnable step) {
        if (loop == null) {
            step.run();
            return;
        }
        try {
            loop.runOnContext(_ -> step.run());
        } catch (RejectedExecutionException _) {
            // the gateway has ended, and with it the loop: nobody else is left to touch this
            step.run();
        }
    }

    private void trace(RequestRecord record) {
        Tracer tracer = recorder.tracer();
        if (tracer.isOn()) {
            Target target = target();
            tracer.trace(
                    record,
                    secrets(),
                    incoming.traceparent(),
                    target == null ? null : target.provider().baseUrl());
        }
    }

    private RequestRecord record(Caller known, Outcome outcome) {
        Target target = target();
        boolean failed = !outcome.ok();
        bill.settle();
        return new RequestRecord(
                incoming.id(),
                null,
                incoming.createdAt(),
                new RequestRecord.Client(
                        known.project().project().uuid(),
                        known.project().project().env(),
                        known.token().id(),
                        known.token().name(),
                        incoming.clientRequestId(),
                        incoming.clientIp(),
                        incoming.userAgent()),
                new RequestRecord.Asked(
                        known.project().project().type() == ProjectType.AI_GATEWAY ? Surface.GATEWAY : Surface.WRAPPER,
                        null,
                        peek == null ? null : peek.model(),
                        route == null ? null : route.alias(),
                        peek != null && peek.stream()),
                new RequestRecord.Served(
                        target == null ? null : target.provider().key(),
                        target == null ? null : target.model(),
                        target == null ? null : target.credentialId(),
                        bill.attempts(),
                        configuration.revision()),
                outcome,
                timing(),
                bill.usage(),
                bill.cost(),
                bodies.json(peek == null ? null : peek.body(), failed),
                reply.kept(bodies, failed));
    }

    private RequestRecord.Timing timing() {
        long total = endedNanos - incoming.startNanos();
        long upstream = bill.size() == 0 ? 0 : answeredNanos - sentNanos;
        return new RequestRecord.Timing(
                millis(total), ttftMs, TimeUnit.NANOSECONDS.toMicros(total - upstream) / 1_000.0);
    }

    private @Nullable Target target() {
        return route == null ? null : route.target();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
