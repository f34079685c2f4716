package io.promptgate.gateway.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VocabularyTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, O200K",
        "gpt-4.1-2025-04-14, O200K",
        "gpt-4.5-preview, O200K",
        "gpt-5-nano, O200K",
        "o3-mini, O200K",
        "gpt-4, CL100K",
        "gpt-4-turbo-2024-04-09, CL100K",
        "gpt-3.5-turbo, CL100K",
        "openai/gpt-4, CL100K",
        "openai/gpt-oss-120b, O200K",
        "llama-3.1-8b-instant, CL100K",
        "meta-llama/Llama-3.3-70B-Instruct-Turbo, CL100K",
        "meta-llama/Llama-4-Scout, O200K",
        "Qwen/Qwen2.5-72B-Instruct, CL100K",
        "claude-sonnet-4-5, O200K",
        "gemini-2.5-flash, O200K",
        "mistral-large-latest, O200K",
        "'', O200K"
    })
    void goesByTheModelsFamily(String model, Vocabulary expected) {
        assertThat(Vocabulary.of(model)).isEqualTo(expected);
    }
}
