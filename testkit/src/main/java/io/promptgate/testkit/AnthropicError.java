package io.promptgate.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Anthropic's error replies (docs.anthropic.com, API errors). */
final class AnthropicError {
    private AnthropicError() {}

    static Reply reply(int status, String type, String message) {
        String requestId = MockIds.of("req_01", 22);
        ObjectNode body = MockJson.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        body.put("request_id", requestId);
        return Reply.json(status, MockJson.compact(body)).header("request-id", requestId);
    }

    static Reply invalid(String message) {
        return reply(400, "invalid_request_error", message);
    }

    static Reply noKey() {
        return reply(401, "authentication_error", "x-api-key header is required");
    }
}
