package io.promptgate.gateway.snapshot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.promptgate.common.config.ConfigAck;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An admin-service's feed: a snapshot, a stream of events, acks. It can be told to say nonsense. Thread-safe. */
final class FakeAdmin implements AutoCloseable {
    private static final String END = "end";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ConfigAck> acks = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private byte[] snapshot;
    private int snapshotStatus = 200;
    private LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

    private FakeAdmin(HttpServer server, ConfigSnapshot snapshot) {
        this.server = server;
        this.snapshot = json(snapshot);
    }

    /** On this port; 0 = a free one. */
    static FakeAdmin start(int port, ConfigSnapshot snapshot) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            FakeAdmin admin = new FakeAdmin(server, snapshot);
            server.setExecutor(admin.threads);
            server.createContext("/internal/v1/config/snapshot", admin::snapshot);
            server.createContext("/internal/v1/config/events", admin::events);
            server.createContext("/internal/v1/config/acks", admin::ack);
            server.start();
            return admin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What the next one who asks for all of it gets. */
    synchronized void serve(ConfigSnapshot other) {
        snapshot = json(other);
    }

    synchronized void serve(String anything) {
        snapshot = anything.getBytes(StandardCharsets.UTF_8);
    }

    synchronized void snapshotStatus(int status) {
        snapshotStatus = status;
    }

    void change(ConfigChange change) {
        send("event: change\nid: " + change.to() + "\ndata: " + new String(json(change), StandardCharsets.UTF_8)
                + "\n\n");
    }

    void heartbeat(long revision) {
        send("event: heartbeat\ndata: {\"revision\":" + revision + "}\n\n");
    }

    void resync(long revision) {
        send("event: resync\ndata: {\"revision\":" + revision + "}\n\n");
    }

    synchronized void send(String event) {
        events.add(event);
    }

    /** Ends the stream that is open. */
    void endStream() {
        send(END);
    }

    synchronized List<ConfigAck> acks() {
        return List.copyOf(acks);
    }

    synchronized boolean acked(long revision) {
        return acks.stream().anyMatch(ack -> ack.revision() == revision && !ack.leaving());
    }

    /** Path and query of each request, with the replica's name and the key. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized long streams() {
        return requests.stream().filter(request -> request.contains("/events")).count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized void note(HttpExchange exchange) {
        requests.add(exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("x-promptgate-replica") + " "
                + exchange.getRequestHeaders().getFirst("authorization"));
    }

    private void snapshot(HttpExchange exchange) throws IOException {
        note(exchange);
        try (exchange) {
            byte[] body;
            int status;
            synchronized (this) {
                body = snapshot;
                status = snapshotStatus;
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        LinkedBlockingQueue<String> queue = freshQueue();
        note(exchange);
        try (exchange) {
            exchange.getResponseHeaders().add("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.flush();
            for (String event = queue.take(); !event.equals(END); event = queue.take()) {
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized LinkedBlockingQueue<String> freshQueue() {
        events = new LinkedBlockingQueue<>();
        return events;
    }

    private void ack(HttpExchange exchange) throws IOException {
        try (exchange) {
            ConfigAck ack = Json.MAPPER.readValue(exchange.getRequestBody().readAllBytes(), ConfigAck.class);
            synchronized (this) {
                acks.add(ack);
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
