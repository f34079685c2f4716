package io.promptgate.gateway.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to the shared store: one connection, on which questions follow each other without waiting for answers. When
 * one is not answered in time the store counts as away, nobody waits for it any more, and it is looked for in the
 * background. Thread-safe.
 */
final class RedisLink {
    private static final Logger LOG = Logger.getLogger(RedisLink.class);

    private final Vertx vertx;
    private final RedisSettings settings;
    private final Redis client;
    private final List<String> scripts;
    private final Timer answers;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Open open;
    private volatile boolean closed;
    private boolean told;

    /**
     * A connection that stands.
     *
     * @param hashes of the scripts, in their order
     */
    private record Open(RedisConnection connection, List<String> hashes) {}

    /** A link that begins to connect. */
    RedisLink(Vertx vertx, String url, RedisSettings settings, List<String> scripts, MeterRegistry metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.scripts = scripts;
        this.client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(url)
                        .setMaxPoolSize(1)
                        .setMaxPoolWaiting(2)
                        .setMaxWaitingHandlers(settings.maxWaiting() + scripts.size()));
        this.answers = metrics.timer("promptgate.redis.answer");
        metrics.gauge("promptgate.redis.away", this, link -> link.isAway() ? 1 : 0);
        metrics.gauge("promptgate.redis.waiting", waiting);
        metrics.gauge("promptgate.redis.waiting.limit", settings, RedisSettings::maxWaiting);
        connect();
    }

    boolean isAway() {
        return open == null;
    }

    /** Runs a script in one round trip. Fails at once while the store is away, and else within the time-out. */
    Future<Response> run(int script, List<String> keys, List<String> values) {
        Open now = open;
        if (now == null) {
            return Future.failedFuture("the store is away");
        }
        if (waiting.incrementAndGet() > settings.maxWaiting()) {
            waiting.decrementAndGet();
            return Future.failedFuture("too many questions wait for the store");
        }
        Request request =
                Request.cmd(Command.EVALSHA).arg(now.hashes().get(script)).arg(keys.size());
        keys.forEach(request::arg);
        values.forEach(request::arg);
        long start = System.nanoTime();
        return inTime(now, request).onComplete(_ -> {
            waiting.decrementAndGet();
            answers.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        });
    }

    void close() {
        closed = true;
        open = null;
        client.close();
    }

    private Future<Response> inTime(Open asked, Request request) {
        Promise<Response> promise = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, settings.timeout().toMillis()), _ -> {
            if (promise.tryFail(new TimeoutException("no answer within " + settings.timeout()))) {
                lost(asked, "no answer within " + settings.timeout());
            }
        });
        asked.connection().send(request).onComplete(answer -> {
            vertx.cancelTimer(timer);
            if (answer.succeeded()) {
                promise.tryComplete(answer.result());
            } else {
                promise.tryFail(answer.cause());
                lost(asked, String.valueOf(answer.cause().getMessage()));
            }
        });
        return promise.future();
    }

    private void connect() {
        client.connect()
                .compose(connection ->
                        load(connection, 0, new ArrayList<>()).map(hashes -> new Open(connection, hashes)))
                .onSuccess(this::opened)
                .onFailure(failure -> again(String.valueOf(failure.getMessage())));
    }

    private Future<List<String>> load(RedisConnection connection, int next, List<String> hashes) {
        if (next == scripts.size()) {
            return Future.succeededFuture(List.copyOf(hashes));
        }
        Request request = Request.cmd(Command.SCRIPT).arg("LOAD").arg(scripts.get(next));
        return connection.send(request).compose(hash -> {
            hashes.add(String.valueOf(hash));
            return load(connection, next + 1, hashes);
        });
    }

    private void opened(Open fresh) {
        fresh.connection().exceptionHandler(failure -> lost(fresh, String.valueOf(failure.getMessage())));
        fresh.connection().endHandler(_ -> lost(fresh, "the connection was closed"));
        open = fresh;
        tell(false, "");
    }

    private void lost(Open gone, String why) {
        synchronized (this) {
            if (!gone.equals(open)) {
                return;
            }
            open = null;
        }
        gone.connection().close();
        again(why);
    }

    private void again(String why) {
        if (!closed) {
            tell(true, why);
            vertx.setTimer(Math.max(1, settings.retry().toMillis()), _ -> connect());
        }
    }

    /** Tells the log once when the store goes away, and once when it is there. */
    private synchronized void tell(boolean away, String why) {
        if (away && !told) {
            LOG.warnf("the shared store of limits is away (%s); until it is back: %s", why, settings.away());
        } else if (!away) {
            LOG.info("the shared store of limits is there");
        }
        told = away;
    }
}
