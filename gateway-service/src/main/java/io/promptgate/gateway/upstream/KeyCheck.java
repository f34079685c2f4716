package io.promptgate.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.common.config.ProbeOutcome;
import io.promptgate.common.net.BaseUrl;
import io.promptgate.common.secret.Masked;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider whether it takes a key, by one call that costs nothing, on a connection of its own. Of the answer
 * only the status is read; redirects are not followed. May be called from any thread.
 */
@Singleton
public final class KeyCheck {
    private static final int CAUSES_MAX = 10;

    private final Vertx vertx;
    private final UpstreamConnections connections;

    public KeyCheck(Vertx vertx, UpstreamConnections connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /**
     * What came of it.
     *
     * @param status the provider's, where it answered
     */
    public record Checked(ProbeOutcome outcome, @Nullable Integer status, Duration took) {}

    /**
     * Makes the call; never fails.
     *
     * @param key null where the provider wants none
     * @param timeout for all of it
     */
    public Future<Checked> run(Provider provider, @Nullable Masked key, Duration timeout) {
        long start = System.nanoTime();
        AtomicBoolean refused = new AtomicBoolean();
        HttpClient client = vertx.httpClientBuilder()
                .with(connections.options())
                .withConnectHandler(connection -> refused.set(!connections.admit(connection)))
                .build();
        Promise<Checked> done = Promise.promise();
        long timer = vertx.setTimer(
                Math.max(1, timeout.toMillis()), _ -> done.tryComplete(checked(ProbeOutcome.TIMEOUT, start)));
        client.request(request(provider, key))
                .compose(KeyCheck::status)
                .onSuccess(status -> done.tryComplete(answered(status, start)))
                .onFailure(failure ->
                        done.tryComplete(checked(refused.get() ? ProbeOutcome.ADDRESS_REFUSED : why(failure), start)));
        return done.future().onComplete(_ -> {
            vertx.cancelTimer(timer);
            client.close();
        });
    }

    private static RequestOptions request(Provider provider, @Nullable Masked key) {
        BaseUrl address = BaseUrl.of(provider.baseUrl());
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.tls())
                .setURI(address.prefix() + ProviderPreset.keyCheckPath(provider.key()))
                .setFollowRedirects(false)
                .setHeaders(UpstreamHeaders.of(provider, key));
    }

    private static Future<Integer> status(HttpClientRequest request) {
        request.exceptionHandler(_ -> {}); // the failure comes by the future too
        return request.send().map(answer -> {
            answer.exceptionHandler(_ -> {}).pause();
            return answer.statusCode();
        });
    }

    private static Checked answered(int status, long start) {
        ProbeOutcome outcome = switch (status) {
            case 401 -> ProbeOutcome.UNAUTHORIZED;
            case 403 -> ProbeOutcome.FORBIDDEN;
            case 429 -> ProbeOutcome.RATE_LIMITED;
            default -> status / 100 == 2 ? ProbeOutcome.OK : ProbeOutcome.UNEXPECTED_STATUS;
        };
        return new Checked(outcome, status, since(start));
    }

    private static Checked checked(ProbeOutcome outcome, long start) {
        return new Checked(outcome, null, since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static ProbeOutcome why(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .map(KeyCheck::single)
                .filter(outcome -> outcome != ProbeOutcome.UNREACHABLE)
                .findFirst()
                .orElse(ProbeOutcome.UNREACHABLE);
    }

    private static ProbeOutcome single(Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException _, SslHandshakeTimeoutException _ -> ProbeOutcome.TIMEOUT;
            case SSLException _ -> ProbeOutcome.TLS_FAILED;
            default -> ProbeOutcome.UNREACHABLE;
        };
    }
}
