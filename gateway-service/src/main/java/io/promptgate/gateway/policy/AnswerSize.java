package io.promptgate.gateway.policy;

import io.promptgate.common.config.Presets;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.resolve.Route;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** How many tokens an answer may have. */
@Singleton
final class AnswerSize {
    private static final long NONE = -1;
    /** Far above any model's window, and far below what a sum overflows at. */
    private static final long MOST = 1_000_000_000;

    private static final long MOST_CHOICES = 1_000;

    private final long unnamed;

    AnswerSize(BudgetSettings settings) {
        this.unnamed = settings.answerTokens();
    }

    /** The maximum that the request names, or its alias for it, for all its choices together; -1 when neither does. */
    long named(Peek peek, Route route) {
        long most = peek.whole("max_completion_tokens", peek.whole("max_tokens", preset(route.presets())));
        return most < 0 ? NONE : Math.min(most, MOST) * choices(peek);
    }

    /** What is reserved for an answer of that maximum. */
    long reserved(Peek peek, long named) {
        return named < 0 ? unnamed * choices(peek) : named;
    }

    private static long choices(Peek peek) {
        return Math.clamp(peek.whole("n", 1), 1, MOST_CHOICES);
    }

    private static long preset(@Nullable Presets presets) {
        Integer most = presets == null ? null : presets.maxTokens();
        return most == null ? NONE : most;
    }
}
