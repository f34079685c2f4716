package io.promptgate.gateway.upstream;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.secret.Masked;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a provider is told in headers: its own key as it wants it, and nothing of the client's. */
final class UpstreamHeaders {
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");
    private static final CharSequence ANTHROPIC_VERSION = HttpHeaders.createOptimized("anthropic-version");
    /** The only dated version so far (docs.anthropic.com, Versions). */
    private static final CharSequence ANTHROPIC_VERSION_VALUE = HttpHeaders.createOptimized("2023-06-01");

    private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("promptgate");

    private UpstreamHeaders() {}

    /**
     * Those of every call.
     *
     * @param masked null where the provider wants no key
     */
    static MultiMap of(Provider provider, @Nullable Masked masked) {
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.USER_AGENT, USER_AGENT)
                .set(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
        String key = masked == null ? null : masked.reveal();
        switch (provider.auth()) {
            case BEARER -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + Objects.requireNonNull(key));
            case X_API_KEY ->
                headers.set(API_KEY, Objects.requireNonNull(key)).set(ANTHROPIC_VERSION, ANTHROPIC_VERSION_VALUE);
            case HEADER -> headers.set(Objects.requireNonNull(provider.keyHeader()), Objects.requireNonNull(key));
            case NONE -> {}
        }
        return headers;
    }
}
