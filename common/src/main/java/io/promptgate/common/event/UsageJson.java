package io.promptgate.common.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Usage as members of an object that has others too. One object per object read. */
final class UsageJson {
    private boolean used;
    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long cacheWrite;
    private long reasoning;
    private boolean estimated;
    private long cacheWriteHour;
    private long audioInput;
    private long audioOutput;
    private long images;

    /** Writes the members; those that few have, where there is something to say. */
    static void write(Usage usage, JsonGenerator json) throws IOException {
        json.writeNumberField("prompt_tokens", usage.prompt());
        json.writeNumberField("completion_tokens", usage.completion());
        json.writeNumberField("total_tokens", usage.total());
        json.writeNumberField("cached_tokens", usage.cached());
        json.writeNumberField("cache_write_tokens", usage.cacheWrite());
        json.writeNumberField("reasoning_tokens", usage.reasoning());
        json.writeBooleanField("usage_estimated", usage.estimated());
        rare(json, "cache_write_hour_tokens", usage.cacheWriteHour());
        rare(json, "audio_input_tokens", usage.audioInput());
        rare(json, "audio_output_tokens", usage.audioOutput());
        rare(json, "images", usage.images());
    }

    /** Reads the member whose value the parser stands on; false when it is none of usage. */
    boolean member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "prompt_tokens" -> prompt = count(json);
            case "completion_tokens" -> completion = count(json);
            case "total_tokens" -> total = count(json);
            case "cached_tokens" -> cached = count(json);
            case "cache_write_tokens" -> cacheWrite = count(json);
            case "reasoning_tokens" -> reasoning = count(json);
            case "usage_estimated" -> estimated = json.getBooleanValue();
            case "cache_write_hour_tokens" -> cacheWriteHour = count(json);
            case "audio_input_tokens" -> audioInput = count(json);
            case "audio_output_tokens" -> audioOutput = count(json);
            case "images" -> images = count(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What was read; null when no count was. */
    @Nullable
    Usage usage() {
        return used
                ? new Usage(
                        prompt,
                        completion,
                        total,
                        cached,
                        cacheWrite,
                        reasoning,
                        estimated,
                        cacheWriteHour,
                        audioInput,
                        audioOutput,
                        images)
                : null;
    }

    private static void rare(JsonGenerator json, String name, long count) throws IOException {
        if (count > 0) {
            json.writeNumberField(name, count);
        }
    }

    private long count(JsonParser json) throws IOException {
        used = true;
        return json.getLongValue();
    }
}
