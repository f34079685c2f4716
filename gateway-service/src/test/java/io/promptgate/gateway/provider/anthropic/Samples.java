package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.common.config.Presets;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.provider.ChatRequest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the tests of this package start from. */
final class Samples {
    static final String MODEL = "claude-sonnet-4-6-20251001";
    static final AnthropicAdapter ADAPTER =
            new AnthropicAdapter(InstantSource.fixed(Instant.ofEpochSecond(1_763_800_000)));

    private Samples() {}

    /** The model behind a colon goes upstream as it is; any other name stands for {@link #MODEL}. */
    static ChatRequest request(String body, @Nullable Presets presets) {
        Peek peek = Peek.of(bytes(body));
        int colon = peek.model().indexOf(':');
        String model = colon < 0 ? MODEL : peek.model().substring(colon + 1);
        return new ChatRequest(peek, ProviderPreset.ANTHROPIC_API.provider(), model, presets);
    }

    static Presets presets(String json) {
        try {
            return Json.MAPPER.readValue(json, Presets.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The code, the field and the message of the refusal of a request. */
    static String refusal(ChatRequest request) {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> ADAPTER.request(request));
        return refused == null ? "not refused" : describe(refused);
    }

    static String describe(ApiException refused) {
        ErrorCode code = refused.code();
        return code.status() + " " + code.wire() + " " + refused.param() + "\n" + refused.text() + "\n";
    }
}
