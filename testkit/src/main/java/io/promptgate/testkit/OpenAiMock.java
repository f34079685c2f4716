package io.promptgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model behind OpenAI's {@code POST /chat/completions} (platform.openai.com/docs/api-reference/chat). It echoes the
 * last user message, calls a tool where {@code tool_choice} demands one, and obeys {@code response_format},
 * {@code max_tokens} and {@code stream_options}.
 */
final class OpenAiMock implements Answer {
    /** Two calls are enough to show that calls can be parallel. */
    private static final int PARALLEL_CALLS = 2;

    @Override
    public Reply to(Received request) {
        Optional<ObjectNode> body = MockJson.parse(request.body());
        if (body.isEmpty()) {
            return OpenAiError.notJson();
        }
        return chat(body.get()).header("x-request-id", MockIds.of("req_", 32)).header("openai-version", "2020-10-01");
    }

    private static Reply chat(ObjectNode request) {
        if (!request.path("model").isTextual()) {
            return OpenAiError.invalid("you must provide a model parameter", null, null);
        }
        if (request.path("messages").isEmpty()) {
            return OpenAiError.invalid(
                    "Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }
        OpenAiReply reply = new OpenAiReply(request.path("model").textValue(), answer(request), finish(request));
        return request.path("stream").asBoolean(false)
                ? Reply.sse(reply.events(
                        request.path("stream_options").path("include_usage").asBoolean(false)))
                : Reply.json(
                        200,
                        MockJson.pretty(
                                reply.whole(Math.max(1, request.path("n").asInt(1)))));
    }

    private static MockAnswer answer(ObjectNode request) {
        int promptTokens = MockText.promptTokens(request.path("messages"))
                + MockJson.compact(request.path("tools")).length() / 4;
        List<MockAnswer.Call> calls = calls(request);
        List<String> text = calls.isEmpty() ? MockText.pieces(text(request)) : List.of();
        return new MockAnswer(List.of(), text, calls, promptTokens, false).within(bound(request));
    }

    private static String text(ObjectNode request) {
        JsonNode format = request.path("response_format");
        return switch (format.path("type").asText("text")) {
            case "json_schema" ->
                MockJson.compact(MockSchema.sample(format.path("json_schema").path("schema")));
            case "json_object" -> "{\"mock\": true}";
            default -> MockText.answer(request.path("model").asText(), request.path("messages"));
        };
    }

    private static List<MockAnswer.Call> calls(ObjectNode request) {
        JsonNode choice = request.path("tool_choice");
        String name = choice.path("function").path("name").asText("");
        boolean any = choice.asText("").equals("required");
        int most = request.path("parallel_tool_calls").asBoolean(true) ? PARALLEL_CALLS : 1;
        List<MockAnswer.Call> calls = new ArrayList<>();
        for (JsonNode tool : request.path("tools")) {
            JsonNode function = tool.path("function");
            if (calls.size() < most && (any || function.path("name").asText("").equals(name))) {
                String arguments = MockJson.compact(MockSchema.sample(function.path("parameters")));
                calls.add(new MockAnswer.Call(
                        MockIds.of("call_", 24), function.path("name").asText(), arguments));
            }
        }
        return calls;
    }

    private static int bound(ObjectNode request) {
        int older = request.path("max_tokens").asInt(Integer.MAX_VALUE);
        return request.path("max_completion_tokens").asInt(older);
    }

    /** A model told to call one function by name finishes with {@code stop}, one told to call any with its calls. */
    private static String finish(ObjectNode request) {
        return request.path("tool_choice").asText("").equals("required") ? "tool_calls" : "stop";
    }
}
