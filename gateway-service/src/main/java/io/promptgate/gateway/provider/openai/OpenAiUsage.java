package io.promptgate.gateway.provider.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.promptgate.common.event.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenAI's {@code usage} object (platform.openai.com, the chat completion object) and the cache figures that
 * DeepSeek adds to it (api-docs.deepseek.com, Context Caching). xAI counts reasoning beside {@code completion_tokens}
 * (docs.x.ai, Reasoning), which shows in its sum; it is counted within them here, as it is charged.
 */
final class OpenAiUsage {
    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long reasoning;
    private long audioInput;
    private long audioOutput;

    private OpenAiUsage() {}

    /** Reads from a parser that stands before or on the object's opening brace. */
    static Usage read(JsonParser json) throws IOException {
        OpenAiUsage usage = new OpenAiUsage();
        int depth = 0;
        for (JsonToken token = start(json); token != null; token = json.nextToken()) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd() && --depth == 0) {
                break;
            } else if (token.isNumeric() && json.currentName() != null) {
                usage.member(json, depth == 1, Math.max(0, json.getValueAsLong()));
            }
        }
        return usage.total == 0 ? usage.of(usage.prompt + usage.completion) : usage.of(usage.total);
    }

    private static JsonToken start(JsonParser json) throws IOException {
        return json.currentToken() == null ? json.nextToken() : json.currentToken();
    }

    /** The sums stand at the top; what they are made of stands there or in the details below. */
    private void member(JsonParser json, boolean top, long value) throws IOException {
        switch (json.currentName()) {
            case "prompt_tokens" -> prompt = top ? value : prompt;
            case "completion_tokens" -> completion = top ? value : completion;
            case "total_tokens" -> total = top ? value : total;
            case "cached_tokens", "prompt_cache_hit_tokens" -> cached = value;
            case "reasoning_tokens" -> reasoning = value;
            case "audio_tokens" -> sound(json.getParsingContext().getParent(), value);
            default -> {}
        }
    }

    /** The details of input and of output name their sound alike. */
    private void sound(@Nullable JsonStreamContext details, long value) {
        String name = details == null ? null : details.getCurrentName();
        if ("prompt_tokens_details".equals(name)) {
            audioInput = value;
        } else if ("completion_tokens_details".equals(name)) {
            audioOutput = value;
        }
    }

    private Usage of(long sum) {
        boolean beside = reasoning > 0 && sum == prompt + completion + reasoning;
        return new Usage(
                prompt,
                beside ? completion + reasoning : completion,
                sum,
                cached,
                0,
                reasoning,
                false,
                0,
                audioInput,
                audioOutput,
                0);
    }
}
