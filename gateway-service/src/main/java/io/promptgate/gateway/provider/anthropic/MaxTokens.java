package io.promptgate.gateway.provider.anthropic;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.config.Presets;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's mandatory {@code max_tokens}: the client's {@code max_completion_tokens} or {@code max_tokens}, else the
 * alias's preset, else the provider's default and the room that the asked reasoning takes of it.
 */
final class MaxTokens {
    private static final String NAME = "max_tokens";
    private static final String NEW_NAME = "max_completion_tokens";

    private MaxTokens() {}

    static ExactNumber from(Fields fields, Provider provider, @Nullable Presets presets, Reasoning reasoning) {
        ExactNumber old = count(fields, NAME);
        ExactNumber now = count(fields, NEW_NAME);
        if (old != null && now != null) {
            throw Refused.invalid(NAME, "and " + NEW_NAME + " cannot both be set");
        }
        ExactNumber asked = now != null ? now : old;
        ExactNumber limit = asked != null ? asked : preset(presets);
        if (limit != null) {
            reasoning.mustFit(limit.count());
            return limit;
        }
        return standard(provider, reasoning);
    }

    private static @Nullable ExactNumber count(Fields fields, String name) {
        ExactNumber number = fields.number(name);
        if (number != null && number.count() < 1) {
            throw Refused.invalid(name, "must be a whole number above 0");
        }
        return number;
    }

    private static @Nullable ExactNumber preset(@Nullable Presets presets) {
        return presets == null || presets.maxTokens() == null
                ? null
                : new ExactNumber(presets.maxTokens().toString());
    }

    private static ExactNumber standard(Provider provider, Reasoning reasoning) {
        if (provider.defaultMaxTokens() < 1) {
            throw Refused.invalid(NAME, "is missing, and the provider has no default for it");
        }
        return new ExactNumber(Long.toString(provider.defaultMaxTokens() + reasoning.room()));
    }
}
