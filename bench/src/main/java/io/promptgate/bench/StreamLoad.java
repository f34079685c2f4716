package io.promptgate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Streams, by this program itself on one event loop. Each client starts its next stream when the last one has ended;
 * streams that are under way when the window closes are read to their end.
 */
final class StreamLoad implements Load {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final String token;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    StreamLoad(String token, Cleanup cleanup) {
        this.token = token;
        cleanup.add(vertx::close);
    }

    @Override
    public LoadResult run(Lane lane, Target target, Duration length) throws InterruptedException {
        StreamClients clients = new StreamClients(vertx, lane, target, token);
        CompletableFuture<LoadResult> result = new CompletableFuture<>();
        vertx.runOnContext(_ -> clients.start(length, result));
        try {
            return result.get(length.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the streams did not end", e);
        }
    }
}
