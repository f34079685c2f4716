package io.promptgate.bench;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** The clients of one window of streams. All of it runs on one event loop. */
final class StreamClients {
    private static final int OK = 200;

    private final Vertx vertx;
    private final HttpClient http;
    private final RequestOptions options;
    private final Buffer body;
    private final int clients;

    private CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private long[] latencies = new long[4096];
    private long[] firstTokens = new long[4096];
    private int whole;
    private int running;
    private long sent;
    private long errors;
    private long startNanos;
    private long startCpu;
    private long deadline;

    StreamClients(Vertx vertx, Lane lane, Target target, String token) {
        this.vertx = vertx;
        this.clients = lane.clients();
        this.body = Buffer.buffer(Payload.request(lane.upstream()));
        URI address = target.address().apply(lane.upstream());
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.CONTENT_TYPE, "application/json")
                .set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        this.options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setURI(address.getPath())
                .setHeaders(headers);
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(clients));
    }

    /** Starts all clients on this event loop. */
    void start(Duration length, CompletableFuture<LoadResult> whenOver) {
        result = whenOver;
        startNanos = System.nanoTime();
        startCpu = ProcessTree.self().ownCpuMicros();
        deadline = startNanos + length.toNanos();
        running = clients;
        for (int i = 0; i < clients; i++) {
            next();
        }
    }

    private void next() {
        if (System.nanoTime() >= deadline) {
            stopped();
            return;
        }
        Stream stream = new Stream();
        sent++;
        http.request(options)
                .compose(request -> request.send(body))
                .onSuccess(stream::answered)
                .onFailure(_ -> stream.over(false));
    }

    private void stopped() {
        running--;
        if (running > 0) {
            return;
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double cores = (ProcessTree.self().ownCpuMicros() - startCpu) / 1e6 / seconds;
        http.close();
        result.complete(new LoadResult(
                sent,
                whole,
                errors,
                seconds,
                Percentiles.of(latencies, whole),
                Percentiles.of(firstTokens, whole),
                cores));
    }

    private void count(long firstToken, long latency) {
        if (whole == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * whole);
            firstTokens = Arrays.copyOf(firstTokens, 2 * whole);
        }
        firstTokens[whole] = firstToken;
        latencies[whole] = latency;
        whole++;
    }

    /** One stream under way. */
    private final class Stream {
        private final long asked = System.nanoTime();
        private final EventCount events = new EventCount();
        private long firstToken = -1;
        private boolean over;

        void answered(HttpClientResponse answer) {
            answer.handler(this::part);
            answer.exceptionHandler(_ -> over(false));
            answer.endHandler(_ -> over(answer.statusCode() == OK && events.whole()));
        }

        private void part(Buffer part) {
            events.feed(part);
            if (firstToken < 0 && events.events() >= Payload.FIRST_CONTENT) {
                firstToken = System.nanoTime() - asked;
            }
        }

        void over(boolean well) {
            if (over) {
                return;
            }
            over = true;
            if (well) {
                count(firstToken, System.nanoTime() - asked);
            } else {
                errors++;
            }
            // not from within the handler: a target that refuses everything must not grow the stack
            vertx.runOnContext(_ -> next());
        }
    }
}
