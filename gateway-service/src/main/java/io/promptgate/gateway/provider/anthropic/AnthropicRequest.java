package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.config.Presets;
import io.promptgate.common.error.ApiException;
import io.promptgate.gateway.provider.ChatRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * One chat request on its way from OpenAI's shape to Anthropic's. Sources: OpenAI API reference, "Create chat
 * completion"; Claude API reference, "Create a Message".
 */
final class AnthropicRequest {
    private final ChatRequest request;
    private final Fields fields;
    private final ObjectNode out = ExactJson.object();

    private AnthropicRequest(ChatRequest request) {
        this.request = request;
        this.fields = read(request.peek().body());
    }

    /**
     * The body of the message request.
     *
     * @throws ApiException {@code unsupported_parameter} or {@code invalid_request}, naming the field by its path
     */
    static byte[] from(ChatRequest request) {
        return new AnthropicRequest(request).translate();
    }

    private byte[] translate() {
        Presets presets = request.presets();
        fields.take("model");
        fields.take("stream");
        Reasoning reasoning = Reasoning.from(fields, request.model());
        out.put("model", request.model());
        out.set("max_tokens", MaxTokens.from(fields, request.provider(), presets, reasoning));
        conversation(presets);
        Tools.translate(fields, out);
        Sampling.translate(fields, presets, reasoning, out);
        reasoning.write(out);
        OutputFormat.translate(fields, out);
        Caller.translate(fields, out);
        passed();
        StreamOptions.check(fields);
        Neutral.check(fields);
        fields.refuseRest();
        return ExactJson.bytes(out);
    }

    private void conversation(@Nullable Presets presets) {
        Conversation conversation = Conversation.of(fields);
        if (!conversation.instructed() && presets != null && presets.systemPrompt() != null) {
            out.put("system", presets.systemPrompt());
        } else if (conversation.system() != null) {
            out.set("system", conversation.system());
        }
        out.set("messages", conversation.turns());
    }

    /** Anthropic's own member for automatic prompt caching goes as it is. */
    private void passed() {
        CacheControl.pass(fields, out);
        if (request.stream()) {
            out.put("stream", true);
        }
    }

    private static Fields read(byte[] body) {
        try {
            return Fields.of(ExactJson.read(body), "");
        } catch (ExactJson.UnreadableException e) {
            throw Refused.invalid(e.path(), e.why());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the peek has read it
        }
    }
}
