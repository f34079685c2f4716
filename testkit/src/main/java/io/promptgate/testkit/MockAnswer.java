package io.promptgate.testkit;

import java.util.List;

/**
 * What a mock model answers, before it is put into a provider's format.
 *
 * @param thinking what it thought first, in pieces; empty = nothing
 * @param text its text in pieces, one token each; empty when it calls tools
 * @param calls the tools it calls
 * @param cut whether the text ends at the request's bound on tokens
 */
record MockAnswer(List<String> thinking, List<String> text, List<Call> calls, int promptTokens, boolean cut) {
    /** One call of a tool; the arguments are JSON. */
    record Call(String id, String name, String arguments) {}

    /** The same, with the text cut after this many tokens. */
    MockAnswer within(int maxTokens) {
        return text.size() <= maxTokens
                ? this
                : new MockAnswer(thinking, text.subList(0, maxTokens), calls, promptTokens, true);
    }

    String whole() {
        return String.join("", text);
    }

    int textTokens() {
        return Math.max(
                1,
                text.size()
                        + calls.stream()
                                .mapToInt(call -> 8 + call.arguments().length() / 4)
                                .sum());
    }
}
