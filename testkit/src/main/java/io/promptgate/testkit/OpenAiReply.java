package io.promptgate.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one answer in OpenAI's format: {@code chat.completion} or the events of {@code chat.completion.chunk}. */
final class OpenAiReply {
    private static final String DONE = "data: [DONE]\n\n";

    private final String id = MockIds.of("chatcmpl-", 29);
    private final long created = Instant.now().getEpochSecond();
    private final String model;
    private final MockAnswer answer;
    private final String finish;

    OpenAiReply(String model, MockAnswer answer, String finish) {
        this.model = model;
        this.answer = answer;
        this.finish = answer.cut() ? "length" : finish;
    }

    ObjectNode whole(int choices) {
        ObjectNode reply = head("chat.completion");
        ArrayNode list = reply.putArray("choices");
        for (int i = 0; i < choices; i++) {
            ObjectNode choice = list.addObject().put("index", i);
            choice.set("message", message());
            choice.putNull("logprobs").put("finish_reason", finish);
        }
        reply.set("usage", usage(choices));
        return reply.put("service_tier", "default").put("system_fingerprint", "fp_mock");
    }

    /** All events up to {@code [DONE]}; the usage event, with no choices, only if asked for. */
    List<String> events(boolean includeUsage) {
        List<ObjectNode> deltas = new ArrayList<>();
        deltas.add(MockJson.object().put("role", "assistant").put("content", "").putNull("refusal"));
        answer.text().forEach(piece -> deltas.add(MockJson.object().put("content", piece)));
        for (int i = 0; i < answer.calls().size(); i++) {
            callDeltas(i, deltas);
        }
        List<String> events = new ArrayList<>();
        deltas.forEach(delta -> events.add(event(delta, null, includeUsage)));
        events.add(event(MockJson.object(), finish, includeUsage));
        if (includeUsage) {
            events.add(usageEvent());
        }
        events.add(DONE);
        return events;
    }

    private ObjectNode message() {
        ObjectNode message = MockJson.object().put("role", "assistant");
        message.put("content", answer.calls().isEmpty() ? answer.whole() : null).putNull("refusal");
        if (!answer.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            answer.calls().forEach(call -> calls.add(call(call.id(), call.name(), call.arguments())));
        }
        message.putArray("annotations");
        return message;
    }

    private void callDeltas(int index, List<ObjectNode> deltas) {
        MockAnswer.Call call = answer.calls().get(index);
        deltas.add(callDelta(call(call.id(), call.name(), "").put("index", index)));
        for (String piece : MockText.halves(call.arguments())) {
            ObjectNode part = MockJson.object().put("index", index);
            part.putObject("function").put("arguments", piece);
            deltas.add(callDelta(part));
        }
    }

    private static ObjectNode callDelta(ObjectNode call) {
        ObjectNode delta = MockJson.object();
        delta.putArray("tool_calls").add(call);
        return delta;
    }

    private static ObjectNode call(String id, String name, String arguments) {
        ObjectNode call = MockJson.object().put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
        return call;
    }

    private String event(ObjectNode delta, @Nullable String finished, boolean includeUsage) {
        ObjectNode chunk = chunk();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finished);
        if (includeUsage) {
            chunk.putNull("usage");
        }
        return "data: " + MockJson.compact(chunk) + "\n\n";
    }

    private String usageEvent() {
        ObjectNode chunk = chunk();
        chunk.putArray("choices");
        chunk.set("usage", usage(1));
        return "data: " + MockJson.compact(chunk) + "\n\n";
    }

    private ObjectNode chunk() {
        return head("chat.completion.chunk").put("service_tier", "default").put("system_fingerprint", "fp_mock");
    }

    private ObjectNode head(String object) {
        return MockJson.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private ObjectNode usage(int choices) {
        int completion = answer.textTokens() * choices;
        ObjectNode usage = MockJson.object()
                .put("prompt_tokens", answer.promptTokens())
                .put("completion_tokens", completion)
                .put("total_tokens", answer.promptTokens() + completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }
}
