package io.promptgate.logs.reprice;

import com.sun.net.httpserver.HttpServer;
import io.promptgate.logs.Logs;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An admin-service that tells prices, to who shows the service key. */
public final class FakeAdmin implements QuarkusTestResourceLifecycleManager {
    private static final AtomicReference<String> PRICES = new AtomicReference<>("[]");

    private @Nullable HttpServer server;

    /** Tells these prices from now on: a JSON array; an empty text makes it answer 500. */
    static void tell(String prices) {
        PRICES.set(prices);
    }

    @Override
    public Map<String, String> start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/internal/v1/config/prices", exchange -> {
                boolean known = ("Bearer " + Logs.SERVICE_KEY)
                        .equals(exchange.getRequestHeaders().getFirst("authorization"));
                byte[] body = ("{\"revision\":42,\"prices\":" + PRICES.get() + "}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(known ? PRICES.get().isEmpty() ? 500 : 200 : 401, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            started.start();
            server = started;
            return Map.of(
                    "promptgate.admin-url",
                    "http://127.0.0.1:" + started.getAddress().getPort(),
                    "promptgate.reprice.batch",
                    "7",
                    "promptgate.reprice.most",
                    "20");
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
}
