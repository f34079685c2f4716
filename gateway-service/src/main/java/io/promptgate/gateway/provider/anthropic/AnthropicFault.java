package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.gateway.provider.UpstreamFault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Anthropic's error object (Claude docs, "Errors"), and what comes in its place. */
final class AnthropicFault {
    private static final int BAD_GATEWAY = 502;

    private AnthropicFault() {}

    /** What an answer with this status says; a body that is no error object, as a proxy's page, says nothing. */
    static UpstreamFault of(int status, byte[] body) {
        try {
            return of(status, ExactJson.read(body));
        } catch (IOException _) {
            return new UpstreamFault(status, "", null, null, null);
        }
    }

    /** An error that came inside a success: its type stands for the status. */
    static UpstreamFault inside(JsonNode answer) {
        return of(status(answer.path("error").path("type").textValue()), answer);
    }

    /** The provider broke its own protocol. */
    static UpstreamFault unreadable() {
        return new UpstreamFault(BAD_GATEWAY, "", null, null, null);
    }

    private static UpstreamFault of(int status, JsonNode answer) {
        JsonNode error = answer.path("error");
        String message =
                error.isTextual() ? error.textValue() : error.path("message").textValue();
        return new UpstreamFault(
                status, message == null ? "" : message, error.path("type").textValue(), null, null);
    }

    private static int status(@Nullable String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "conflict_error" -> 409;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            case null, default -> 500;
        };
    }
}
