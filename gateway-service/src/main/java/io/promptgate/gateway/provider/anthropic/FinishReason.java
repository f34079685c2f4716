package io.promptgate.gateway.provider.anthropic;

/** Anthropic's {@code stop_reason} in OpenAI's words (Claude docs, "Handling stop reasons"). */
final class FinishReason {
    private FinishReason() {}

    /**
     * OpenAI's {@code finish_reason}. A paused turn is cut short, so it is {@code length} and not {@code stop}; a
     * reason that is not known yet stays as it is, since any known one could be false.
     */
    static String of(String stopReason) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence" -> "stop";
            case "max_tokens", "model_context_window_exceeded", "pause_turn" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> stopReason;
        };
    }
}
