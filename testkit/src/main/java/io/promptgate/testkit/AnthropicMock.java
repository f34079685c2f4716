package io.promptgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model behind Anthropic's {@code POST /messages} (docs.anthropic.com, Messages and Streaming Messages). It echoes
 * the last user message, thinks where {@code thinking} is on, calls a tool where {@code tool_choice} demands one, and
 * obeys {@code max_tokens} and {@code output_config.format}.
 */
final class AnthropicMock implements Answer {
    private static final int PARALLEL_CALLS = 2;

    @Override
    public Reply to(Received request) {
        if (request.header("anthropic-version").isEmpty()) {
            return AnthropicError.invalid("anthropic-version: header is required");
        }
        Optional<ObjectNode> body = MockJson.parse(request.body());
        return body.isEmpty()
                ? AnthropicError.invalid("The request body is not valid JSON")
                : messages(body.get()).header("request-id", MockIds.of("req_01", 22));
    }

    private static Reply messages(ObjectNode request) {
        for (String field : List.of("model", "max_tokens", "messages")) {
            if (request.path(field).isMissingNode()) {
                return AnthropicError.invalid(field + ": Field required");
            }
        }
        if (request.path("messages").isEmpty()) {
            return AnthropicError.invalid("messages: at least one message is required");
        }
        AnthropicReply reply = new AnthropicReply(request.path("model").asText(), answer(request));
        return request.path("stream").asBoolean(false)
                ? Reply.sse(reply.events()).header("content-type", "text/event-stream; charset=utf-8")
                : Reply.json(200, MockJson.compact(reply.whole()));
    }

    private static MockAnswer answer(ObjectNode request) {
        int promptTokens = MockText.promptTokens(request.path("messages"))
                + MockText.tokens(request.path("system"))
                + MockJson.compact(request.path("tools")).length() / 4;
        List<MockAnswer.Call> calls = calls(request);
        return new MockAnswer(
                        thinking(request),
                        calls.isEmpty() ? MockText.pieces(text(request)) : List.of(),
                        calls,
                        promptTokens,
                        false)
                .within(request.path("max_tokens").asInt());
    }

    private static List<String> thinking(ObjectNode request) {
        String type = request.path("thinking").path("type").asText("");
        return type.equals("enabled") || type.equals("adaptive")
                ? MockText.pieces("The user wants an echo.")
                : List.of();
    }

    private static String text(ObjectNode request) {
        JsonNode schema = request.path("output_config").path("format").path("schema");
        return schema.isObject()
                ? MockJson.compact(MockSchema.sample(schema))
                : MockText.answer(request.path("model").asText(), request.path("messages"));
    }

    private static List<MockAnswer.Call> calls(ObjectNode request) {
        JsonNode choice = request.path("tool_choice");
        boolean any = choice.path("type").asText("").equals("any");
        String name = choice.path("type").asText("").equals("tool")
                ? choice.path("name").asText("")
                : "";
        int most = choice.path("disable_parallel_tool_use").asBoolean(false) ? 1 : PARALLEL_CALLS;
        List<MockAnswer.Call> calls = new ArrayList<>();
        for (JsonNode tool : request.path("tools")) {
            if (calls.size() < most && (any || tool.path("name").asText().equals(name))) {
                String arguments = MockJson.compact(MockSchema.sample(tool.path("input_schema")));
                calls.add(new MockAnswer.Call(
                        MockIds.of("toolu_01", 22), tool.path("name").asText(), arguments));
            }
        }
        return calls;
    }
}
