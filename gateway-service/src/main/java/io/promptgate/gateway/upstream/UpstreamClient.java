package io.promptgate.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.net.AddressGuard;
import io.promptgate.common.net.BaseUrl;
import io.promptgate.gateway.resolve.Providers;
import io.promptgate.gateway.resolve.Target;
import io.promptgate.service.start.StartRefused;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls providers: pooled connections, the provider's own key and nothing of the client's headers. Redirects are not
 * followed. May be called from any event loop.
 */
@Singleton
public final class UpstreamClient {
    private static final Logger LOG = Logger.getLogger(UpstreamClient.class);
    private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");
    private static final CharSequence ANTHROPIC_VERSION = HttpHeaders.createOptimized("anthropic-version");
    /** The only dated version so far (docs.anthropic.com, Versions). */
    private static final CharSequence ANTHROPIC_VERSION_VALUE = HttpHeaders.createOptimized("2023-06-01");

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("promptgate");

    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final AddressGuard guard;
    private final @Nullable TrustOptions trust;
    /** A pool for each event loop: a call, its connection and its reply stay on one thread. */
    private final Map<EventLoop, HttpClient> pools = new ConcurrentHashMap<>();

    private final int loops;

    /** Of the operator's providers, whose base URLs change. */
    private static final int MOST_ADDRESSES = 1_000;

    private final Map<String, BaseUrl> addresses = new ConcurrentHashMap<>();

    public UpstreamClient(Vertx vertx, UpstreamSettings settings, Providers providers) {
        this.vertx = vertx;
        this.settings = settings;
        this.guard = guard(settings);
        this.trust = settings.caFile().map(Trust::with).orElse(null);
        providers
                .builtIn()
                .forEach(provider -> addresses.put(provider.baseUrl(), atStart(provider.key(), provider.baseUrl())));
        this.loops = loops(vertx);
    }

    /** Starts a call; on the calling event loop it then goes on. */
    public UpstreamCall post(Target target, String path, byte[] body) {
        BaseUrl address = address(target.provider().baseUrl());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.tls())
                .setURI(address.prefix() + path)
                .setFollowRedirects(false);
        headers(options, target);
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

    private static AddressGuard guard(UpstreamSettings settings) {
        try {
            return new AddressGuard(settings.allow().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new StartRefused("promptgate.upstream.allow: " + e.getMessage());
        }
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
                        .with(options())
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

    private HttpClientOptions options() {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setSslHandshakeTimeout(settings.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout((int) settings.keepAlive().toSeconds())
                .setTcpNoDelay(true)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(64 * 1024)
                .setVerifyHost(true);
        return trust == null ? options : options.setTrustOptions(trust);
    }

    private static void headers(RequestOptions options, Target target) {
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.CONTENT_TYPE, JSON)
                .set(HttpHeaders.USER_AGENT, USER_AGENT)
                .set(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
        String key = target.key() == null ? null : target.key().reveal();
        AuthStyle auth = target.provider().auth();
        switch (auth) {
            case BEARER -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + Objects.requireNonNull(key));
            case X_API_KEY ->
                headers.set(API_KEY, Objects.requireNonNull(key)).set(ANTHROPIC_VERSION, ANTHROPIC_VERSION_VALUE);
            case HEADER ->
                headers.set(Objects.requireNonNull(target.provider().keyHeader()), Objects.requireNonNull(key));
            case NONE -> {}
        }
        options.setHeaders(headers);
    }

    /** Runs when a connection stands and before any request is written to it. */
    private void check(HttpConnection connection) {
        connection.exceptionHandler(failure -> LOG.debugf(failure, "a connection to a provider broke"));
        InetAddress address = address(connection);
        String host = connection.remoteAddress(true) == null
                ? ""
                : String.valueOf(connection.remoteAddress(true).host());
        if (address == null || !guard.allows(host, address)) {
            LOG.errorf(
                    "a connection to %s was refused: loopback and private addresses must be named in"
                            + " promptgate.upstream.allow",
                    host);
            connection.close();
        }
    }

    private static @Nullable InetAddress address(HttpConnection connection) {
        String ip = connection.remoteAddress(true) == null
                ? null
                : connection.remoteAddress(true).hostAddress();
        try {
            return ip == null ? null : InetAddress.getByName(ip);
        } catch (UnknownHostException _) {
            return null;
        }
    }
}
