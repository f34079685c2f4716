package io.promptgate.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What goes over the wire: a chat of some 1.9 KB each way, and a stream of 52 events. */
final class Payload {
    /** Events of one stream, {@code [DONE]} included. */
    static final int EVENTS = 52;
    /** The event that brings the first content; the one before it names the role alone. */
    static final int FIRST_CONTENT = 2;
    /** The bytes that close a whole stream. */
    static final String DONE = "data: [DONE]\n\n";

    private static final int PLAIN_BYTES = 1_900;
    private static final String ID = "chatcmpl-B1xQ7tYw2KpLmNc4RsVaZe8uHd6fG";
    private static final int CREATED = 1_763_800_000;
    /** Neither quotes nor dollar signs: it also stands in nginx's configuration. */
    private static final String PROSE = "A gateway should cost next to nothing and say exactly what it did. ";

    private Payload() {}

    /** A client's request. */
    static byte[] request(Upstream upstream) {
        return filled(text -> {
            ObjectNode request = object().put("model", upstream.alias());
            var messages = request.putArray("messages");
            messages.addObject().put("role", "system").put("content", "You are a helpful assistant.");
            messages.addObject().put("role", "user").put("content", text);
            request.put("temperature", 0.7).put("max_tokens", 256);
            if (upstream == Upstream.STREAMED) {
                request.put("stream", true).putObject("stream_options").put("include_usage", true);
            }
            return request;
        });
    }

    /** A provider's whole reply. */
    static byte[] reply(Upstream upstream) {
        return filled(text -> {
            ObjectNode reply = head("chat.completion", upstream);
            ObjectNode choice = reply.putArray("choices").addObject().put("index", 0);
            choice.putObject("message").put("role", "assistant").put("content", text);
            choice.putNull("logprobs").put("finish_reason", "stop");
            reply.set("usage", usage());
            return reply.put("service_tier", "default").put("system_fingerprint", "fp_bench");
        });
    }

    /** The events of a provider's stream: role, content, finish, usage, done. */
    static List<byte[]> events(Upstream upstream) {
        List<byte[]> events = new ArrayList<>(EVENTS);
        events.add(chunk(upstream, object().put("role", "assistant").put("content", ""), false));
        while (events.size() < EVENTS - 3) {
            events.add(chunk(upstream, object().put("content", " word" + events.size()), false));
        }
        events.add(chunk(upstream, object(), true));
        ObjectNode last = head("chat.completion.chunk", upstream);
        last.putArray("choices");
        last.set("usage", usage());
        events.add(event(last));
        events.add(DONE.getBytes(StandardCharsets.US_ASCII));
        return events;
    }

    private static byte[] chunk(Upstream upstream, ObjectNode delta, boolean finish) {
        ObjectNode chunk = head("chat.completion.chunk", upstream);
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish ? "stop" : null);
        chunk.putNull("usage");
        return event(chunk);
    }

    private static byte[] event(ObjectNode chunk) {
        return ("data: " + chunk + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static ObjectNode usage() {
        ObjectNode usage =
                object().put("prompt_tokens", 420).put("completion_tokens", 48).put("total_tokens", 468);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    private static ObjectNode head(String object, Upstream upstream) {
        return object().put("id", ID)
                .put("object", object)
                .put("created", CREATED)
                .put("model", upstream.model());
    }

    /** Fills the text up to the size that all whole bodies have. */
    private static byte[] filled(Function<String, ObjectNode> body) {
        int room = PLAIN_BYTES - bytes(body.apply("")).length;
        return bytes(body.apply(PROSE.repeat(room / PROSE.length() + 1).substring(0, room)));
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return Json.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
