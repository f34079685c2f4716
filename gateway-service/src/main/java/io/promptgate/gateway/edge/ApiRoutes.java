package io.promptgate.gateway.edge;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The paths of the public API, below {@code /api/{project}}. A path has one spelling: it is matched as it was sent,
 * without decoding, collapsing or case folding, and any other is 404.
 */
@Singleton
public final class ApiRoutes {
    private static final String PREFIX = "/api/";
    private static final String CHAT = "/v1/chat/completions";
    private static final String MODELS = "/v1/models";
    private static final String INFO = "/info";
    private static final String TOKENS = "/tokens";
    private static final String ENDPOINTS = "/endpoints";

    private final Calls calls;

    public ApiRoutes(Calls calls) {
        this.calls = calls;
    }

    public void register(@Observes Router router) {
        router.route().order(0).handler(this::handle);
        router.errorHandler(ErrorCode.INVALID_REQUEST.status(), this::noPath);
        router.errorHandler(ErrorCode.NOT_FOUND.status(), this::noPath);
    }

    /** The router itself refuses a target that is no path, such as {@code *}. */
    private void noPath(RoutingContext context) {
        calls.nothing(
                new Incoming(context.request(), ""),
                new ApiException(ErrorCode.INVALID_REQUEST, "The request's target is not a path."));
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (calls.stopping()) {
            calls.turnAway(new Incoming(request, ""));
            return;
        }
        String path = request.path();
        if (path == null || !path.startsWith(PREFIX)) {
            calls.nothing(new Incoming(request, ""), unknownPath());
            return;
        }
        int end = path.indexOf('/', PREFIX.length());
        String project = end < 0 ? path.substring(PREFIX.length()) : path.substring(PREFIX.length(), end);
        call(new Incoming(request, project), end < 0 ? "" : path.substring(end));
    }

    private void call(Incoming incoming, String path) {
        if (path.equals(CHAT)) {
            only(HttpMethod.POST, incoming, () -> calls.chat(incoming));
        } else if (path.equals(MODELS)) {
            only(HttpMethod.GET, incoming, () -> calls.models(incoming));
        } else if (path.startsWith(MODELS + '/')) {
            only(HttpMethod.GET, incoming, () -> calls.model(incoming, id(path.substring(MODELS.length() + 1))));
        } else {
            introspect(incoming, path);
        }
    }

    private void introspect(Incoming incoming, String path) {
        switch (path) {
            case INFO -> only(HttpMethod.GET, incoming, () -> calls.info(incoming));
            case TOKENS -> only(HttpMethod.GET, incoming, () -> calls.tokens(incoming));
            case ENDPOINTS -> only(HttpMethod.GET, incoming, () -> calls.endpoints(incoming));
            default -> calls.nothing(incoming, unknownPath());
        }
    }

    /** SDKs differ in what they encode of an id such as {@code together:meta-llama/Llama-3}; it is a name, no path. */
    private static String id(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return encoded;
        }
    }

    private void only(HttpMethod method, Incoming incoming, Runnable call) {
        if (incoming.request().method().equals(method)) {
            call.run();
            return;
        }
        incoming.response().putHeader("allow", method.name());
        calls.nothing(incoming, new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "This path takes " + method + " only."));
    }

    private static ApiException unknownPath() {
        return new ApiException(
                ErrorCode.NOT_FOUND,
                "There is nothing at this path. The API is at /api/{project}/v1: POST /chat/completions, GET /models.");
    }
}
