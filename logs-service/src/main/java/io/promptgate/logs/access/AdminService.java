package io.promptgate.logs.access;

import io.promptgate.common.secret.Masked;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The internal API of admin-service, called with the service key. Every call ends within five seconds. */
@Singleton
public final class AdminService {
    private static final long TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Vertx vertx;
    private final HttpClient client;
    private final URI url;
    private final Masked key;

    @Inject
    AdminService(
            Vertx vertx,
            @ConfigProperty(name = "promptgate.admin-url", defaultValue = "http://127.0.0.1:8081") URI url,
            @ConfigProperty(name = "promptgate.service-key") Optional<Masked> key) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) TIMEOUT_MILLIS).setKeepAliveTimeout(30));
        this.url = url;
        this.key = key.orElse(Masked.of(""));
    }

    void stop(@Observes ShutdownEvent event) {
        client.close();
    }

    /**
     * Reads something.
     *
     * @param etag of what the caller has; null for nothing
     */
    public Future<Reply> get(String path, @Nullable String etag) {
        RequestOptions call = call(HttpMethod.GET, path);
        if (etag != null) {
            call.putHeader(HttpHeaders.IF_NONE_MATCH, etag);
        }
        return sent(call, request -> request.send(), Reply::of);
    }

    /** Tells something; the answer is its status. */
    public Future<Integer> post(String path, byte[] json) {
        RequestOptions call =
                call(HttpMethod.POST, path).putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        return sent(call, request -> request.send(Buffer.buffer(json)), (response, _) -> response.statusCode());
    }

    /** On an event loop, whoever calls: a body that has come before it is asked for would never come. */
    private <T> Future<T> sent(
            RequestOptions call,
            Function<HttpClientRequest, Future<HttpClientResponse>> send,
            BiFunction<HttpClientResponse, Buffer, T> read) {
        Promise<T> answer = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(_ -> client.request(call)
                        .compose(send)
                        .compose(response -> response.body().map(body -> read.apply(response, body)))
                        .onComplete(answer));
        return answer.future().timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private RequestOptions call(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url.toString().replaceAll("/+$", "") + path)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key.reveal());
    }

    /** An answer. */
    public record Reply(int status, @Nullable String etag, String body) {
        static Reply of(HttpClientResponse response, Buffer body) {
            return new Reply(response.statusCode(), response.getHeader(HttpHeaders.ETAG), body.toString());
        }
    }
}
