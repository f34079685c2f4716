package io.promptgate.gateway.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.promptgate.common.event.Usage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiUsageTest {
    private static final JsonFactory JSON = new JsonFactory();

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {}; 0; 0; 0; 0; 0
            {"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}; 3; 4; 7; 0; 0
            {"prompt_tokens":3,"completion_tokens":4}; 3; 4; 7; 0; 0
            {"prompt_tokens":3,"completion_tokens":4,"total_tokens":9}; 3; 4; 9; 0; 0
            {"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":5,"text_tokens":1}}; 9; 0; 9; 5; 0
            {"completion_tokens":9,"completion_tokens_details":{"reasoning_tokens":6}}; 0; 9; 9; 0; 6
            {"prompt_tokens":9,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":5}; 9; 0; 9; 4; 0
            {"prompt_tokens":9,"completion_tokens":4,"total_tokens":19,"details":{"reasoning_tokens":6}}; 9; 10; 19; 0; 6
            {"prompt_tokens":3.0,"completion_tokens":4e0}; 3; 4; 7; 0; 0
            {"prompt_tokens":-3,"completion_tokens":-1,"total_tokens":-4}; 0; 0; 0; 0; 0
            {"prompt_tokens":null,"completion_tokens":"4","total_tokens":true}; 0; 0; 0; 0; 0
            {"details":{"prompt_tokens":99,"total_tokens":98},"prompt_tokens":1}; 1; 0; 1; 0; 0
            {"list":[1,[2],{"completion_tokens":99}],"completion_tokens":2}; 0; 2; 2; 0; 0
            """)
    void readsTheFigures(String json, long prompt, long completion, long total, long cached, long reasoning)
            throws IOException {
        assertThat(read(json)).isEqualTo(new Usage(prompt, completion, total, cached, 0, reasoning, false));
    }

    @Test
    void tellsSoundThatCameInFromSoundThatWentOut() throws IOException {
        assertThat(read("{\"prompt_tokens\":9,\"prompt_tokens_details\":{\"audio_tokens\":3,\"cached_tokens\":1},"
                        + "\"completion_tokens\":8,\"completion_tokens_details\":{\"audio_tokens\":5},"
                        + "\"audio_tokens\":99}"))
                .isEqualTo(new Usage(9, 8, 17, 1, 0, 0, false, 0, 3, 5, 0));
    }

    @Test
    void readsNothingBehindTheObject() throws IOException {
        try (JsonParser json = JSON.createParser("{\"usage\":{\"prompt_tokens\":1},\"prompt_tokens\":9}")) {
            json.nextToken();
            json.nextToken();
            json.nextToken();
            assertThat(OpenAiUsage.read(json)).isEqualTo(Usage.of(1, 0));
        }
    }

    @Test
    void failsAtFiguresBeyondAllBounds() {
        assertThatThrownBy(() -> read("{\"prompt_tokens\":123456789012345678901234567890}"))
                .isInstanceOf(IOException.class);
    }

    private static Usage read(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            return OpenAiUsage.read(json);
        }
    }
}
