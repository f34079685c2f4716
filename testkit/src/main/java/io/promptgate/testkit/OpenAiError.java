package io.promptgate.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** OpenAI's error replies (platform.openai.com/docs/guides/error-codes and observed bodies). */
final class OpenAiError {
    private static final String NO_KEY = "You didn't provide an API key. You need to provide your API key in an "
            + "Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field "
            + "(with blank username) if you're accessing the API from your browser and are prompted for a username "
            + "and password. You can obtain an API key from https://platform.openai.com/account/api-keys.";
    private static final String NOT_JSON = "We could not parse the JSON body of your request. (HINT: This likely "
            + "means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what "
            + "was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us "
            + "through our help center at help.openai.com.)";

    private OpenAiError() {}

    static Reply reply(int status, String message) {
        return reply(status, message, type(status), null, code(status));
    }

    static Reply noKey() {
        return reply(401, NO_KEY, "invalid_request_error", null, null);
    }

    static Reply notJson() {
        return invalid(NOT_JSON, null, null);
    }

    static Reply invalid(String message, @Nullable String param, @Nullable String code) {
        return reply(400, message, "invalid_request_error", param, code);
    }

    static Reply unknownUrl(Received request) {
        String message = "Invalid URL (" + request.method() + " " + request.path() + ")";
        return reply(404, message, "invalid_request_error", null, null);
    }

    private static Reply reply(int status, String message, String type, @Nullable String param, @Nullable String code) {
        ObjectNode body = MockJson.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return Reply.json(status, MockJson.pretty(body)).header("x-request-id", MockIds.of("req_", 32));
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "requests";
            case 403 -> "permission_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static @Nullable String code(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 404 -> "model_not_found";
            case 429 -> "rate_limit_exceeded";
            default -> null;
        };
    }
}
