package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinkingStyleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-3-7-sonnet-20250219",
                "claude-3-7-sonnet-latest",
                "claude-opus-4",
                "claude-opus-4-0",
                "claude-opus-4-20250514",
                "claude-opus-4-1-20250805",
                "claude-sonnet-4-20250514",
                "claude-sonnet-4-5",
                "claude-sonnet-4-5-20250929",
                "claude-opus-4-5-20251101",
                "claude-haiku-4-5-20251001"
            })
    void givesABudgetToModelsUpTo45(String model) {
        assertThat(ThinkingStyle.of(model)).isEqualTo(ThinkingStyle.BUDGET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-opus-4-6",
                "claude-sonnet-4-6-20251001",
                "claude-opus-4-7",
                "claude-opus-4-10",
                "claude-opus-41",
                "claude-sonnet-5",
                "claude-haiku-5-5",
                "claude-opus-5-20260801",
                "claude-mythos-preview",
                "another"
            })
    void letsNewerModelsDecide(String model) {
        assertThat(ThinkingStyle.of(model)).isEqualTo(ThinkingStyle.ADAPTIVE);
    }
}
