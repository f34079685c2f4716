package io.promptgate.gateway.estimate;

import io.promptgate.common.event.Usage;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.provider.Content;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is over and whose provider did not say, or not fully, what it used.
 *
 * @param model as its provider names it
 * @param content what came
 * @param said what is known of it, such as the prompt's tokens; null when nothing is
 */
public record Uncounted(
        String model,
        Peek request,
        Content content,
        @Nullable Usage said) {}
