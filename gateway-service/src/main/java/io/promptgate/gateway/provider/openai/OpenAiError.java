package io.promptgate.gateway.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptgate.gateway.provider.UpstreamFault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error bodies of OpenAI and of those that nearly speak its language: {@code {"error":{…}}}, {@code
 * {"error":"text"}}, {@code {"message":"…"}}, {@code {"detail":…}}. What is no JSON gives a fault without words.
 */
final class OpenAiError {
    private static final JsonMapper JSON = new JsonMapper();

    private OpenAiError() {}

    static UpstreamFault of(int status, byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException _) {
            return new UpstreamFault(status, "", null, null, null);
        }
        JsonNode error = root.path("error").isObject() ? root.path("error") : root;
        return new UpstreamFault(
                status, message(root, error), text(error, "type"), text(error, "param"), text(error, "code"));
    }

    /** The status that an error object stands for when it came inside a success. */
    static UpstreamFault inside(byte[] body) {
        UpstreamFault fault = of(502, body);
        int status = status(fault);
        return new UpstreamFault(status, fault.message(), fault.type(), fault.param(), fault.code());
    }

    /** OpenRouter gives the status as the code (openrouter.ai, Errors); others only a type. */
    private static int status(UpstreamFault fault) {
        String code = fault.code() == null ? "" : fault.code();
        if (code.length() == 3 && code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(code);
        }
        return switch (fault.type() == null ? "" : fault.type()) {
            case "invalid_request_error" -> 400;
            case "rate_limit_error", "rate_limit_exceeded", "tokens", "requests" -> 429;
            default -> 502;
        };
    }

    private static String message(JsonNode root, JsonNode error) {
        if (root.path("error").isTextual()) {
            return root.path("error").asText();
        }
        String message = text(error, "message");
        if (message != null) {
            return message;
        }
        JsonNode detail = root.path("detail");
        return detail.isMissingNode() ? "" : detail.isTextual() ? detail.asText() : detail.toString();
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
