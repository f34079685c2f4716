package io.promptgate.logs.retention;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.promptgate.common.config.ProjectRetention;
import io.promptgate.common.json.Json;
import io.promptgate.logs.Logs;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An admin-service that tells how long projects keep their logs, to who shows the service key; at first it is away. */
public final class RetentionAdmin implements QuarkusTestResourceLifecycleManager {
    private static final AtomicReference<@Nullable List<ProjectRetention>> TOLD = new AtomicReference<>();
    private static final AtomicInteger NOT_MODIFIED = new AtomicInteger();

    private @Nullable HttpServer server;

    static void tells(ProjectRetention... all) {
        TOLD.set(List.of(all));
    }

    /** Answers 503 from now on. */
    static void goesAway() {
        TOLD.set(null);
    }

    /** How often the caller had what there is. */
    static int notModified() {
        return NOT_MODIFIED.get();
    }

    @Override
    public Map<String, String> start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/internal/v1/retention", RetentionAdmin::answer);
            started.start();
            server = started;
            return Map.of(
                    "promptgate.admin-url",
                            "http://127.0.0.1:" + started.getAddress().getPort(),
                    "promptgate.retention.policies-every", "100ms",
                    "promptgate.retention.every", "100ms",
                    "promptgate.retention.batch", "2");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange call) throws IOException {
        List<ProjectRetention> now = TOLD.get();
        byte[] body = now == null ? new byte[0] : Json.MAPPER.writeValueAsBytes(now);
        String etag = "\"" + (now == null ? 0 : now.hashCode()) + "\"";
        boolean known = etag.equals(call.getRequestHeaders().getFirst("If-None-Match"));
        boolean allowed =
                ("Bearer " + Logs.SERVICE_KEY).equals(call.getRequestHeaders().getFirst("Authorization"));
        int status = !allowed ? 401 : now == null ? 503 : known ? 304 : 200;
        if (status == 304) {
            NOT_MODIFIED.incrementAndGet();
        }
        call.getResponseHeaders().add("ETag", etag);
        call.sendResponseHeaders(status, status == 200 ? body.length : -1);
        if (status == 200) {
            call.getResponseBody().write(body);
        }
        call.close();
    }
}
