package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's {@code usage}, which a stream tells in parts: what comes later replaces what came before. Anthropic
 * counts tokens read from and written to the cache beside {@code input_tokens}, OpenAI within {@code prompt_tokens}.
 */
final class UsageCount {
    private boolean told;
    private long input;
    private long cacheRead;
    private long cacheWrite;
    private long cacheWriteHour;
    private long output;
    private long thinking;

    void add(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        told = true;
        input = count(usage, "input_tokens", input);
        cacheRead = count(usage, "cache_read_input_tokens", cacheRead);
        cacheWrite = count(usage, "cache_creation_input_tokens", cacheWrite);
        cacheWriteHour = count(usage.path("cache_creation"), "ephemeral_1h_input_tokens", cacheWriteHour);
        output = count(usage, "output_tokens", output);
        thinking = count(usage.path("output_tokens_details"), "thinking_tokens", thinking);
    }

    /** What was told; null when nothing was. */
    @Nullable
    Usage usage() {
        return told ? usage(output, false) : null;
    }

    /** What was told of the input, with a guess at an output whose count has not come yet; null when nothing was. */
    @Nullable
    Usage guess(long atLeast) {
        return told ? usage(Math.max(output, atLeast), true) : null;
    }

    private Usage usage(long completion, boolean estimated) {
        long prompt = input + cacheRead + cacheWrite;
        return new Usage(
                prompt,
                completion,
                prompt + completion,
                cacheRead,
                cacheWrite,
                thinking,
                estimated,
                cacheWriteHour,
                0,
                0,
                0);
    }

    /** Writes the member {@code usage} in OpenAI's shape; {@code reasoning_tokens} only where Anthropic told them. */
    static void write(JsonGenerator json, Usage usage) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", usage.prompt());
        json.writeNumberField("completion_tokens", usage.completion());
        json.writeNumberField("total_tokens", usage.total());
        json.writeObjectFieldStart("prompt_tokens_details");
        json.writeNumberField("cached_tokens", usage.cached());
        json.writeEndObject();
        if (usage.reasoning() > 0) {
            json.writeObjectFieldStart("completion_tokens_details");
            json.writeNumberField("reasoning_tokens", usage.reasoning());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static long count(JsonNode usage, String name, long former) {
        return usage.path(name) instanceof ExactNumber number && number.count() >= 0 ? number.count() : former;
    }
}
