package io.promptgate.gateway.provider.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.promptgate.common.catalog.StreamUsage;
import io.promptgate.common.config.Presets;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.gateway.edge.Members;
import io.promptgate.gateway.edge.Members.Member;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.edge.Splice;
import io.promptgate.gateway.provider.ChatRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's body with what must differ spliced in: the model's name, the wish for the usage of a stream, the fields
 * that the provider's row drops or renames, and the alias's presets. Every other byte stays.
 */
final class OpenAiRequest {
    private static final String USAGE_WISH = "\"stream_options\":{\"include_usage\":true},";

    private final ChatRequest request;
    private final Peek peek;
    private final Splice splice;

    private OpenAiRequest(ChatRequest request) {
        this.request = request;
        this.peek = request.peek();
        this.splice = new Splice(peek.body());
    }

    static byte[] from(ChatRequest request) {
        OpenAiRequest body = new OpenAiRequest(request);
        try {
            body.model();
            body.usage();
            body.drops();
            body.renames();
            body.presets();
        } catch (IOException e) {
            throw new UncheckedIOException("the whole body was checked before", e);
        }
        return body.splice.bytes();
    }

    private void model() {
        Member model = peek.member("model");
        if (model != null && !peek.model().equals(request.model())) {
            splice.replace(model.valueStart(), model.valueEnd(), quoted(request.model()));
        }
    }

    private void usage() throws IOException {
        boolean wanted = request.stream()
                && request.provider().streamUsage() == StreamUsage.ON_REQUEST
                && !request.provider().drop().contains("stream_options");
        if (!wanted || peek.usageAsked()) {
            return;
        }
        Member options = peek.member("stream_options");
        if (options == null) {
            splice.insert(start(), USAGE_WISH);
        } else if (at(options) == 'n') {
            splice.replace(options.valueStart(), options.valueEnd(), "{\"include_usage\":true}");
        } else if (at(options) == '{') {
            usageInto(options, Members.of(peek.body(), options));
        }
    }

    private void usageInto(Member options, List<Member> inside) {
        Member wish = Members.find(inside, "include_usage");
        if (wish != null) {
            splice.replace(wish.valueStart(), wish.valueEnd(), "true");
        } else {
            splice.insert(options.valueStart() + 1, "\"include_usage\":true" + (inside.isEmpty() ? "" : ","));
        }
    }

    private void drops() {
        List<String> drop = request.provider().drop();
        if (drop.isEmpty()) {
            return;
        }
        List<Member> members = peek.members();
        int lastKept = members.size() - 1;
        while (drop.contains(members.get(lastKept).name())) {
            lastKept--; // model is never dropped
        }
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (!drop.contains(member.name())) {
                continue;
            }
            if (i < lastKept) {
                splice.remove(member.nameStart(), members.get(i + 1).nameStart());
            } else {
                splice.remove(members.get(i - 1).valueEnd(), member.valueEnd());
            }
        }
    }

    private void renames() {
        request.provider().rename().forEach((from, to) -> {
            if (peek.member(from) != null && peek.member(to) != null) {
                throw new ApiException(
                        ErrorCode.INVALID_REQUEST,
                        "The fields " + from + " and " + to + " mean the same to "
                                + request.provider().key() + "; send one of them.",
                        from);
            }
            for (Member member : peek.members()) {
                if (member.name().equals(from)) {
                    splice.replace(member.nameStart(), nameEnd(member), quoted(to));
                }
            }
        });
    }

    private void presets() throws IOException {
        Presets presets = request.presets();
        if (presets == null) {
            return;
        }
        preset(
                "temperature",
                presets.temperature() == null ? null : presets.temperature().toPlainString());
        preset("top_p", presets.topP() == null ? null : presets.topP().toPlainString());
        if (peek.member("max_completion_tokens") == null) {
            preset(
                    "max_tokens",
                    presets.maxTokens() == null ? null : presets.maxTokens().toString());
        }
        if (presets.systemPrompt() != null) {
            systemPrompt(presets.systemPrompt());
        }
    }

    private void preset(String name, @Nullable String value) {
        String known = request.provider().rename().getOrDefault(name, name);
        boolean dropped = request.provider().drop().contains(name);
        if (value != null && !dropped && peek.member(name) == null && peek.member(known) == null) {
            splice.insert(start(), quoted(known) + ":" + value + ",");
        }
    }

    private void systemPrompt(String prompt) throws IOException {
        Member messages = peek.member("messages");
        if (messages == null || at(messages) != '[') {
            return;
        }
        boolean any = false;
        try (JsonParser json = Members.parser(peek.body(), messages)) {
            json.nextToken();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                any = true;
                if (token == JsonToken.START_OBJECT && saysSystem(json)) {
                    return;
                }
                json.skipChildren();
            }
        }
        splice.insert(
                messages.valueStart() + 1,
                "{\"role\":\"system\",\"content\":" + quoted(prompt) + "}" + (any ? "," : ""));
    }

    /** Reads one message to its end. */
    private static boolean saysSystem(JsonParser json) throws IOException {
        boolean system = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean role = "role".equals(json.currentName());
            JsonToken value = json.nextToken();
            if (role && value == JsonToken.VALUE_STRING) {
                system = "system".equals(json.getText()) || "developer".equals(json.getText());
            }
            json.skipChildren();
        }
        return system;
    }

    /** Before the first member; there is one, since a model is named. */
    private int start() {
        return peek.members().getFirst().nameStart();
    }

    private byte at(Member member) {
        return peek.body()[member.valueStart()];
    }

    private int nameEnd(Member member) {
        int at = member.nameStart() + 1;
        while (peek.body()[at] != '"') {
            at += peek.body()[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
