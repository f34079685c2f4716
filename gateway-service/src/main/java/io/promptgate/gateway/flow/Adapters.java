package io.promptgate.gateway.flow;

import io.promptgate.common.catalog.Dialect;
import io.promptgate.gateway.provider.ProviderAdapter;
import io.promptgate.gateway.provider.anthropic.AnthropicAdapter;
import io.promptgate.gateway.provider.openai.OpenAiAdapter;
import jakarta.inject.Singleton;

/** The adapter of each dialect. */
@Singleton
final class Adapters {
    private final ProviderAdapter openAi = new OpenAiAdapter();
    private final ProviderAdapter anthropic = new AnthropicAdapter();

    ProviderAdapter of(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> openAi;
            case ANTHROPIC -> anthropic;
        };
    }
}
