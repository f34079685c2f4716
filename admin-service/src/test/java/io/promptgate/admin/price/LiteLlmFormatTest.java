package io.promptgate.admin.price;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file with all that LiteLLM's public format has: of each kind of price one, and of each mode. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class LiteLlmFormatTest {

    @BeforeEach
    void forgetPrices() {
        TestDatabase.execute("delete from config.price");
    }

    @Test
    void takesOverWhatIsChargedByTheTokenAndLeavesNothingOutInSilence() throws IOException {
        // When
        JsonPath report = imported();

        // Then
        assertThat(report.getList("added.model"))
                .containsExactlyInAnyOrder(
                        "gpt-format-chat",
                        "gpt-format-audio",
                        "gpt-format-responses",
                        "text-embedding-format",
                        "claude-format-4",
                        "grok-format-4",
                        "gpt-format-image",
                        "format-70b",
                        "format-large",
                        "format-chat");
        assertThat(left(report, "skipped", "reason"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "the format's own example", List.of("sample_spec"),
                        "not charged by the token: image_generation", List.of("256-x-256/dall-e-format"),
                        "not charged by the token: audio_transcription", List.of("whisper-format"),
                        "not charged by the token: audio_speech", List.of("tts-format"),
                        "not charged by the token: rerank", List.of("together_ai/rerank-format"),
                        "not charged by the token: moderation", List.of("omni-moderation-format"),
                        "of a provider that the gateway has not",
                                List.of("gemini/gemini-format-pro", "bedrock/us-east-1/anthropic.claude-format")));
        assertThat(left(report, "unplaced", "field"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cache_read_input_token_cost_priority", List.of("gpt-format-chat"),
                        "input_cost_per_token_batches", List.of("gpt-format-chat", "text-embedding-format"),
                        "input_cost_per_token_priority", List.of("gpt-format-chat"),
                        "output_cost_per_token_batches", List.of("gpt-format-chat"),
                        "output_cost_per_token_priority", List.of("gpt-format-chat"),
                        "search_context_cost_per_query", List.of("gpt-format-chat", "claude-format-4"),
                        "input_cost_per_audio_per_second", List.of("gpt-format-audio"),
                        "input_cost_per_image", List.of("xai/grok-format-4"),
                        "input_cost_per_token_cache_hit", List.of("deepseek/format-chat")));
    }

    @Test
    void readsTiersCachesSoundAndImagesInTheirOwnUnits() throws IOException {
        // When
        imported();

        // Then
        JsonPath claude = price("anthropic", "claude-format-4");
        assertAmounts(
                claude, Map.of("input", "3", "cached_input", "0.3", "cache_write", "3.75", "cache_write_hour", "6"));
        assertThat(claude.getList("tiers.above")).containsExactly(200_000);
        assertAmounts(
                claude,
                Map.of(
                        "tiers[0].input",
                        "6",
                        "tiers[0].output",
                        "22.5",
                        "tiers[0].cached_input",
                        "0.6",
                        "tiers[0].cache_write",
                        "7.5"));
        JsonPath grok = price("xai", "grok-format-4");
        assertThat(grok.getList("tiers.above")).containsExactly(128_000);
        assertAmounts(grok, Map.of("input", "1.25", "tiers[0].input", "2.5", "tiers[0].output", "10"));
        assertAmounts(price("openai", "gpt-format-image"), Map.of("image", "0.039", "output", "2.5"));
        assertAmounts(price("openai", "gpt-format-audio"), Map.of("audio_input", "40", "audio_output", "80"));
        assertAmounts(price("openai", "text-embedding-format"), Map.of("input", "0.02", "output", "0"));
        assertAmounts(price("openai", "gpt-format-responses"), Map.of("reasoning", "60"));
    }

    private static JsonPath imported() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LiteLlmFormatTest.class.getResourceAsStream("/litellm/public.json"))) {
            return admin(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .post("/prices/import")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }
    }

    private static Map<String, List<String>> left(JsonPath report, String list, String key) {
        List<Map<String, Object>> rows = report.getList(list);
        Map<String, List<String>> left = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> names = report.getList(list + "[" + i + "].names", String.class);
            assertThat(report.getInt(list + "[" + i + "].count")).isEqualTo(names.size());
            left.put(report.getString(list + "[" + i + "]." + key), names);
        }
        return left;
    }

    private static JsonPath price(String provider, String model) {
        return admin().get("/prices/" + provider + "/" + model)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void assertAmounts(JsonPath price, Map<String, String> amounts) {
        amounts.forEach((path, amount) ->
                assertThat(new BigDecimal(price.getString(path))).as(path).isEqualByComparingTo(amount));
    }
}
