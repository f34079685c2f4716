package io.promptgate.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One request as a stub received it, and what became of it. Thread-safe. */
public final class Received {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Instant at = Instant.now();
    private final CompletableFuture<Instant> aborted = new CompletableFuture<>();
    private final CompletableFuture<Instant> ended = new CompletableFuture<>();
    private final AtomicLong sentBytes = new AtomicLong();

    /** The headers must be a map that does not mind the case of names. */
    Received(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    public String method() {
        return method;
    }

    /** The path as sent, without the query. */
    public String path() {
        return path;
    }

    /** What follows the question mark; empty when there is none. */
    public String query() {
        return query;
    }

    /** All headers; names in any case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body's exact bytes. */
    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** When the request had come whole. */
    public Instant at() {
        return at;
    }

    /** When the client left before the reply's end, if it did. */
    public Optional<Instant> abortedAt() {
        return Optional.ofNullable(aborted.getNow(null));
    }

    /** When the reply had been sent whole, if it was. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(ended.getNow(null));
    }

    /** How much of the reply's body has left for the socket: stands still while the client does not read. */
    public long sentBytes() {
        return sentBytes.get();
    }

    /**
     * Waits until the client leaves before the reply's end.
     *
     * @return when it left
     * @throws AssertionError when it is still there after this time
     */
    public Instant awaitAborted(Duration atMost) {
        return await(aborted, atMost, "was not aborted");
    }

    /**
     * Waits until the reply is sent whole.
     *
     * @throws AssertionError when it is not after this time
     */
    public Instant awaitEnded(Duration atMost) {
        return await(ended, atMost, "was not answered to the end");
    }

    void sent(int bytes) {
        sentBytes.addAndGet(bytes);
    }

    void abortedNow() {
        aborted.complete(Instant.now());
    }

    void endedNow() {
        ended.complete(Instant.now());
    }

    int size() {
        return body.length;
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + body.length + " bytes)";
    }

    private Instant await(CompletableFuture<Instant> moment, Duration atMost, String complaint) {
        try {
            return moment.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new AssertionError(this + " " + complaint + " within " + atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + this, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
