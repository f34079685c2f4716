package io.promptgate.gateway.policy.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.guard.GuardKind;
import io.promptgate.common.guard.scan.Finding;
import io.promptgate.common.guard.scan.StreamWindow;
import io.promptgate.common.guard.scan.Tail;
import io.promptgate.common.guard.scan.TextGuard;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A streamed answer under the eyes of a guard. Each text of it, of each choice and each tool call, goes through a window
 * of its own; what a window holds back goes out with the chunk that ends its choice, or in one right before it. One
 * object per stream; used by one thread.
 */
public final class AnswerStream {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Strings that are the shape of a chunk and no text of the model's. */
    private static final Set<String> SHAPE = Set.of("role", "type", "id", "name", "data", "url", "format");

    /** One text of the answer: where it stands in a delta, as names of members and indexes of list elements. */
    private record Track(int choice, List<Object> path) {}

    private final TextGuard guard;
    private final int hold;
    private final Guardrails guardrails;
    private final Map<Track, StreamWindow> windows = new LinkedHashMap<>();
    private ObjectNode head = JSON.objectNode();
    private long characters;

    public AnswerStream(TextGuard guard, int hold, Guardrails guardrails) {
        this.guard = guard;
        this.hold = hold;
        this.guardrails = guardrails;
    }

    /**
     * Takes a chunk of the answer; gives the chunks that the client may see.
     *
     * @throws ApiException {@code guardrail_blocked}; {@code upstream_invalid_response} when it is no chunk
     */
    public List<byte[]> chunk(byte[] data) {
        ObjectNode chunk = read(data);
        List<byte[]> out = new ArrayList<>(2);
        if (!(chunk.get("choices") instanceof ArrayNode choices)) {
            out.add(data);
            return out;
        }
        head = head(chunk);
        for (JsonNode one : choices) {
            if (one instanceof ObjectNode choice) {
                choice(choice, out);
            }
        }
        if (choices.isEmpty()) { // usage, behind all content
            out.addAll(rest());
        }
        out.add(bytes(chunk));
        return out;
    }

    /** The answer is over: the chunks with what was held back. */
    public List<byte[]> rest() {
        List<byte[]> out = new ArrayList<>(0);
        Iterator<Map.Entry<Track, StreamWindow>> open = windows.entrySet().iterator();
        while (open.hasNext()) {
            Map.Entry<Track, StreamWindow> one = open.next();
            open.remove();
            flush(one.getKey(), one.getValue(), out);
        }
        return out;
    }

    private void choice(ObjectNode choice, List<byte[]> out) {
        int index = choice.path("index").asInt(0);
        boolean ends = choice.path("finish_reason").isTextual();
        if (guard.edits() && choice.has("logprobs")) {
            choice.putNull("logprobs"); // they tell the text token by token
        }
        if (choice.get("delta") instanceof ObjectNode delta) {
            object(index, delta, List.of(), ends);
        }
        if (ends) {
            windows.entrySet().removeIf(entry -> {
                boolean ended = entry.getKey().choice() == index;
                if (ended) {
                    flush(entry.getKey(), entry.getValue(), out);
                }
                return ended;
            });
        }
    }

    private void object(int choice, ObjectNode object, List<Object> path, boolean ends) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = object.path(name);
            List<Object> inner = with(path, name);
            if (value.isTextual() && !SHAPE.contains(name)) {
                object.put(name, text(new Track(choice, inner), value.textValue(), name.equals("arguments"), ends));
            } else {
                inside(choice, value, inner, ends);
            }
        }
    }

    private void inside(int choice, JsonNode value, List<Object> path, boolean ends) {
        if (value instanceof ObjectNode object) {
            object(choice, object, path, ends);
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int index = list.get(i).path("index").asInt(i);
                inside(choice, list.get(i), with(path, index), ends);
            }
        }
    }

    /** What may be shown of a piece; all that is left where its choice ends. */
    private String text(Track track, String piece, boolean json, boolean ends) {
        characters += piece.codePointCount(0, piece.length());
        if (characters > guard.maxCharacters()) {
            throw guardrails.refusedAnswer(new Finding(GuardKind.CONTENT_LENGTH, "length", true, 0, 0, Tail.NONE));
        }
        StreamWindow window = windows.computeIfAbsent(
                track, _ -> new StreamWindow(guard, hold, json, finding -> guardrails.note(finding.kind())));
        String shown = window.push(piece);
        if (ends) {
            shown += window.finish();
            windows.remove(track);
        }
        check(window);
        return shown;
    }

    private void flush(Track track, StreamWindow window, List<byte[]> out) {
        String rest = window.finish();
        check(window);
        if (rest.isEmpty()) {
            return;
        }
        ObjectNode chunk = head.deepCopy();
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", track.choice());
        choice.set("delta", nested(track.path(), 0, rest));
        choice.putNull("finish_reason");
        out.add(bytes(chunk));
    }

    private void check(StreamWindow window) {
        Finding blocked = window.blocked();
        if (blocked != null) {
            throw guardrails.refusedAnswer(blocked);
        }
    }

    private static JsonNode nested(List<Object> path, int at, String text) {
        if (at == path.size()) {
            return JSON.textNode(text);
        }
        JsonNode inner = nested(path, at + 1, text);
        if (path.get(at) instanceof Integer index) {
            ObjectNode element = inner instanceof ObjectNode object ? object : JSON.objectNode();
            ObjectNode indexed = JSON.objectNode().put("index", index);
            indexed.setAll(element);
            return JSON.arrayNode().add(indexed);
        }
        return JSON.objectNode().set((String) path.get(at), inner);
    }

    /** What all chunks of an answer say alike. */
    private static ObjectNode head(ObjectNode chunk) {
        ObjectNode head = chunk.objectNode();
        for (String name : List.of("id", "object", "created", "model", "system_fingerprint")) {
            if (chunk.has(name)) {
                head.set(name, chunk.get(name));
            }
        }
        return head;
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static ObjectNode read(byte[] data) {
        try {
            if (Json.MAPPER.readTree(data) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException _) {
            // told below
        }
        throw new ApiException(
                ErrorCode.UPSTREAM_INVALID_RESPONSE, "The provider sent an event that is no chunk of an answer.");
    }

    private static byte[] bytes(ObjectNode chunk) {
        try {
            return Json.MAPPER.writeValueAsBytes(chunk);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }
}
