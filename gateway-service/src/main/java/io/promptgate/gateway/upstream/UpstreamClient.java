package io.promptgate.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.promptgate.common.net.BaseUrl;
import io.promptgate.gateway.resolve.Providers;
import io.promptgate.gateway.resolve.Target;
import io.promptgate.service.start.StartRefused;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls providers: pooled connections, the provider's own key and nothing of the client's headers, but for its trace
 * where that is wanted. Redirects are not followed. May be called from any event loop.
 */
@Singleton
public final class UpstreamClient {
    private static final Logger LOG = Logger.getLogger(UpstreamClient.class);
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");

    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final UpstreamConnections connections;
    /** A pool for each event loop: a call, its connection and its reply stay on one thread. */
    private final Map<EventLoop, HttpClient> pools = new ConcurrentHashMap<>();

    private final int loops;

    /** Of the operator's providers, whose base URLs change. */
    private static final int MOST_ADDRESSES = 1_000;

    private final Map<String, BaseUrl> addresses = new ConcurrentHashMap<>();

    public UpstreamClient(
            Vertx vertx, UpstreamSettings settings, UpstreamConnections connections, Providers providers) {
        this.vertx = vertx;
        this.settings = settings;
        this.connections = connections;
        providers
                .builtIn()
                .forEach(provider -> addresses.put(provider.baseUrl(), atStart(provider.key(), provider.baseUrl())));
        this.loops = loops(vertx);
    }

    /**
     * Starts a call; on the calling event loop it then goes on.
     *
     * @param traceparent what the provider is told of a trace (W3C Trace Context); null = nothing
     */
    public UpstreamCall post(Target target, String path, byte[] body, @Nullable String traceparent) {
        BaseUrl address = address(target.provider().baseUrl());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.tls())
                .setURI(address.prefix() + path)
                .setFollowRedirects(false)
                .setHeaders(UpstreamHeaders.of(target.provider(), target.key())
                        .set(HttpHeaders.CONTENT_TYPE, UpstreamHeaders.JSON));
        if (traceparent != null) {
            options.putHeader(TRACEPARENT, traceparent);
        }
        return new UpstreamCall(vertx, settings, target.provider().key()).start(pool().request(options), body);
    }

    private BaseUrl address(String url) {
        BaseUrl known = addresses.get(url);
        if (known != null) {
            return known;
        }
        if (addresses.size() >= MOST_ADDRESSES) {
            addresses.clear(); // taken apart again where they are still called
        }
        return addresses.computeIfAbsent(url, BaseUrl::of);
    }

    private static BaseUrl atStart(String provider, String url) {
        try {
            return BaseUrl.of(url);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("promptgate.providers." + provider + ".base-url " + e.getMessage());
        }
    }

    private HttpClient pool() {
        EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        return pools.computeIfAbsent(
                loop,
                _ -> vertx.httpClientBuilder()
                        .with(connections.options())
                        .with(new PoolOptions()
                                .setHttp1MaxSize(Math.ceilDiv(settings.maxConnections(), loops))
                                .setMaxWaitQueueSize(Math.ceilDiv(settings.maxWaiting(), loops)))
                        .withConnectHandler(this::check)
                        .build());
    }

    private static int loops(Vertx vertx) {
        int count = 0;
        for (EventExecutor _ : ((VertxInternal) vertx).getEventLoopGroup()) {
            count++;
        }
        return count;
    }

    /** Runs when a connection stands and before any request is written to it. */
    private void check(HttpConnection connection) {
        connection.exceptionHandler(failure -> LOG.debugf(failure, "a connection to a provider broke"));
        connections.admit(connection);
    }
}
