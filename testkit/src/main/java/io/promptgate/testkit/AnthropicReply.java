package io.promptgate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes one answer in Anthropic's format: a {@code message}, or its events in their documented order. */
final class AnthropicReply {
    private static final String SIGNATURE = "EqoBCkgIARABGAIiQL2UoU0bFakeSignatureOfAMock";

    private final String id = MockIds.of("msg_01", 22);
    private final List<String> events = new ArrayList<>();
    private final String model;
    private final MockAnswer answer;
    private int index;

    AnthropicReply(String model, MockAnswer answer) {
        this.model = model;
        this.answer = answer;
    }

    ObjectNode whole() {
        ObjectNode message = head();
        ArrayNode content = message.putArray("content");
        if (!answer.thinking().isEmpty()) {
            content.add(block("thinking", "thinking", String.join("", answer.thinking()))
                    .put("signature", SIGNATURE));
        }
        if (!answer.text().isEmpty()) {
            content.add(block("text", "text", answer.whole()));
        }
        for (MockAnswer.Call call : answer.calls()) {
            content.add(toolUse(call)
                    .set(
                            "input",
                            MockJson.parse(call.arguments().getBytes(UTF_8)).orElseThrow()));
        }
        message.put("stop_reason", stopReason()).putNull("stop_sequence");
        message.set("usage", usage(outputTokens()));
        return message;
    }

    List<String> events() {
        ObjectNode message = head();
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(1));
        add("message_start", event("message_start").set("message", message));
        thinkingBlock();
        textBlock();
        answer.calls().forEach(this::callBlock);
        ObjectNode end = event("message_delta");
        end.putObject("delta").put("stop_reason", stopReason()).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", outputTokens());
        add("message_delta", end);
        add("message_stop", event("message_stop"));
        return events;
    }

    private void thinkingBlock() {
        if (answer.thinking().isEmpty()) {
            return;
        }
        start(block("thinking", "thinking", "").put("signature", ""));
        answer.thinking().forEach(piece -> delta(block("thinking_delta", "thinking", piece)));
        delta(block("signature_delta", "signature", SIGNATURE));
        stop();
    }

    private void textBlock() {
        if (answer.text().isEmpty()) {
            return;
        }
        start(block("text", "text", ""));
        answer.text().forEach(piece -> delta(block("text_delta", "text", piece)));
        stop();
    }

    private void callBlock(MockAnswer.Call call) {
        start(toolUse(call).set("input", MockJson.object()));
        delta(block("input_json_delta", "partial_json", ""));
        MockText.halves(call.arguments()).forEach(piece -> delta(block("input_json_delta", "partial_json", piece)));
        stop();
    }

    private void start(ObjectNode block) {
        add(
                "content_block_start",
                event("content_block_start").put("index", index).set("content_block", block));
        if (index == 0) {
            events.add("event: ping\ndata: {\"type\": \"ping\"}\n\n");
        }
    }

    private void delta(ObjectNode delta) {
        add(
                "content_block_delta",
                event("content_block_delta").put("index", index).set("delta", delta));
    }

    private void stop() {
        add("content_block_stop", event("content_block_stop").put("index", index));
        index++;
    }

    private void add(String name, ObjectNode data) {
        events.add("event: " + name + "\ndata: " + MockJson.compact(data) + "\n\n");
    }

    private static ObjectNode event(String type) {
        return MockJson.object().put("type", type);
    }

    private static ObjectNode block(String type, String field, String value) {
        return event(type).put(field, value);
    }

    private static ObjectNode toolUse(MockAnswer.Call call) {
        return event("tool_use").put("id", call.id()).put("name", call.name());
    }

    private ObjectNode head() {
        return MockJson.object()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
    }

    private String stopReason() {
        if (answer.cut()) {
            return "max_tokens";
        }
        return answer.calls().isEmpty() ? "end_turn" : "tool_use";
    }

    private int outputTokens() {
        return answer.thinking().size() + answer.textTokens();
    }

    private ObjectNode usage(int outputTokens) {
        return MockJson.object()
                .put("input_tokens", answer.promptTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", outputTokens)
                .put("service_tier", "standard");
    }
}
