package io.promptgate.testkit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Upstream providers that are not there: a real HTTP/1.1 server on 127.0.0.1 with real Server-Sent Events. Left alone
 * it answers as {@link MockProviders}; a script makes it late, broken or wrong; what it received can be read back.
 * Thread-safe; any number of callers.
 */
public final class StubUpstream implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final long START_STOP_SECONDS = 20;

    private final MockProviders mock = new MockProviders();
    private final Script script = new Script(mock);
    private final Recording recording = new Recording();
    private final Vertx vertx;
    private final HttpServer server;

    private final boolean tls;

    private StubUpstream(HttpServerOptions options) {
        tls = options.isSsl();
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        server = vertx.createHttpServer(options).requestHandler(this::receive);
    }

    /** A stub on a free port. */
    public static StubUpstream start() {
        return start(0);
    }

    /**
     * A stub on this port; 0 = a free one.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static StubUpstream start(int port) {
        return start(options(port));
    }

    /** A stub on a free port that speaks HTTPS alone; its {@link #url} names {@code localhost}. */
    public static StubUpstream startTls(ServerCertificate certificate) {
        return start(options(0)
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.certificate().toString())
                        .setKeyPath(certificate.key().toString())));
    }

    private static StubUpstream start(HttpServerOptions options) {
        StubUpstream stub = new StubUpstream(options);
        try {
            await(stub.server.listen());
            return stub;
        } catch (CompletionException e) {
            await(stub.vertx.close());
            throw new IllegalStateException("no stub on port " + options.getPort() + ": " + e.getCause(), e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** The address of a path here, for example {@code url("/openai/v1")}. */
    public String url(String path) {
        return (tls ? "https://localhost" : "http://" + HOST) + ":" + port() + path;
    }

    /** Answers one request, the next that comes and finds no earlier one in the queue, whatever its path. */
    public void next(Answer answer) {
        script.next(answer);
    }

    /** Answers every request under a path (the longest prefix wins) that the queue does not answer. */
    public void always(String pathPrefix, Answer answer) {
        script.always(pathPrefix, answer);
    }

    /** The answer given where no script says otherwise; to be changed in a script of one's own. */
    public Answer mock() {
        return mock;
    }

    /** Forgets script and recording. */
    public void reset() {
        script.clear();
        recording.clear();
    }

    /** Switches recording, and with it all counts, on or off; it is on at the start. */
    public void record(boolean on) {
        recording.turn(on);
    }

    /** What came, oldest first: the newest 20,000 requests or 64 MiB of bodies, whichever is less. */
    public List<Received> received() {
        return recording.all();
    }

    /**
     * The newest request.
     *
     * @throws NoSuchElementException when none has come
     */
    public Received last() {
        return recording.last().orElseThrow(() -> new NoSuchElementException("no request has come"));
    }

    /** How many requests came, also those that are no longer kept. */
    public int count() {
        return recording.count();
    }

    public int count(String pathPrefix) {
        return recording.count(pathPrefix);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        Received received = new Received(
                request.method().name(),
                Objects.requireNonNullElse(request.path(), ""),
                Objects.requireNonNullElse(request.query(), ""),
                headers(request),
                body.getBytes());
        recording.add(received);
        Reply reply = script.answer(received.path()).to(received);
        new Delivery(vertx, request, received, reply).start();
    }

    private static Map<String, List<String>> headers(HttpServerRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers()
                .forEach((name, value) ->
                        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        return headers;
    }

    private static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                .setTcpNoDelay(true)
                .setAcceptBacklog(4096)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxInitialLineLength(MAX_HEAD_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
    }

    private static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(START_STOP_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
