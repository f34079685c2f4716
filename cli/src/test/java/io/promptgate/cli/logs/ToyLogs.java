package io.promptgate.cli.logs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A logs-service that answers what a test tells it to, over real HTTP. */
public final class ToyLogs implements AutoCloseable {
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final List<@Nullable String> resumed = new CopyOnWriteArrayList<>();
    /** Each answers one call of the live view and ends its stream; when none is left, streams stay open. */
    public final Queue<String> streams = new ConcurrentLinkedQueue<>();

    public volatile String page = "{\"data\":[],\"gaps\":[],\"next\":null}";
    public volatile String metrics = "{\"by\":\"provider\",\"data\":[]}";
    public volatile int status = 200;
    public volatile String problem = "{\"detail\":\"no\\u001b[31m way\"}";

    private final HttpServer server;

    public ToyLogs() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on nobody answers. */
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }

    private void answer(HttpExchange call) throws IOException {
        calls.add(call.getRequestURI() + " " + call.getRequestHeaders().getFirst("Authorization"));
        String path = call.getRequestURI().getPath();
        if (status != 200) {
            send(call, status, problem);
        } else if (path.endsWith("/live")) {
            live(call);
        } else {
            send(call, 200, path.endsWith("/metrics") ? metrics : page);
        }
    }

    private void live(HttpExchange call) throws IOException {
        resumed.add(call.getRequestHeaders().getFirst("Last-Event-ID"));
        call.sendResponseHeaders(200, 0);
        String stream = streams.poll();
        call.getResponseBody().write((stream == null ? ": open\n\n" : stream).getBytes(StandardCharsets.UTF_8));
        call.getResponseBody().flush();
        if (stream != null) {
            call.close();
        }
    }

    private static void send(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
