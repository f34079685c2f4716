package io.promptgate.gateway.upstream;

import io.promptgate.common.net.AddressGuard;
import io.promptgate.service.start.StartRefused;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How connections to providers are made, and which are refused: judges each connection by the address that it was made to, before anything is written to it: what a name resolved to
 * when it was looked up says nothing of where the connection went.
 */
@Singleton
public final class UpstreamConnections {
    private static final Logger LOG = Logger.getLogger(UpstreamConnections.class);

    private static final int LARGEST_HEAD_BYTES = 64 * 1024;

    private final UpstreamSettings settings;
    private final AddressGuard guard;
    private final @Nullable TrustOptions trust;

    public UpstreamConnections(UpstreamSettings settings) {
        this.settings = settings;
        this.guard = guard(settings);
        this.trust = settings.caFile().map(Trust::with).orElse(null);
    }

    /** The options of a client of providers. */
    HttpClientOptions options() {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setSslHandshakeTimeout(settings.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout((int) settings.keepAlive().toSeconds())
                .setTcpNoDelay(true)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(LARGEST_HEAD_BYTES)
                .setVerifyHost(true);
        return trust == null ? options : options.setTrustOptions(trust);
    }

    /** Closes a connection that leads where the operator does not allow; says whether it may be used. */
    boolean admit(HttpConnection connection) {
        InetAddress address = address(connection);
        String host = connection.remoteAddress(true) == null
                ? ""
                : String.valueOf(connection.remoteAddress(true).host());
        if (address != null && guard.allows(host, address)) {
            return true;
        }
        LOG.errorf(
                "a connection to %s was refused: loopback and private addresses must be named in"
                        + " promptgate.upstream.allow",
                host);
        connection.close();
        return false;
    }

    private static AddressGuard guard(UpstreamSettings settings) {
        try {
            return new AddressGuard(settings.allow().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new StartRefused("promptgate.upstream.allow: " + e.getMessage());
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
