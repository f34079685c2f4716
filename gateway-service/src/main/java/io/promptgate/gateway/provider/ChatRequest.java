package io.promptgate.gateway.provider;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.config.Presets;
import io.promptgate.gateway.edge.Peek;
import org.jspecify.annotations.Nullable;

/**
 * A chat call on its way to a provider.
 *
 * @param peek the client's request, in OpenAI's shape
 * @param model the upstream's name of the model
 * @param presets what the alias adds where the client sent none
 */
public record ChatRequest(
        Peek peek,
        Provider provider,
        String model,
        @Nullable Presets presets) {

    public boolean stream() {
        return peek.stream();
    }

    /** Whether the client wants to see the usage chunk of a stream. */
    public boolean usageAsked() {
        return peek.usageAsked();
    }
}
