package io.promptgate.common.config;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Request fields that an alias adds where the client sent none. */
public record Presets(
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal topP,
        @Nullable Integer maxTokens,
        @Nullable String systemPrompt) {}
