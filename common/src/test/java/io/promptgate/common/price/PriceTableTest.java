package io.promptgate.common.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
    private static final PriceTable BUNDLED = PriceTable.bundled();

    @Test
    void hasTheModelsOfTheDemo() {
        assertThat(BUNDLED.find("openai", "gpt-4o-mini")).isNotNull();
        assertThat(BUNDLED.find("groq", "llama-3.1-8b-instant")).isNotNull();
        assertThat(BUNDLED.find("anthropic", "claude-sonnet-4-6-20251001")).isNotNull();
        assertThat(BUNDLED.size()).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o-mini-2024-07-18, openai:gpt-4o-mini",
        "anthropic, claude-sonnet-4-6-20251001, anthropic:claude-sonnet-4-6",
        "groq, openai/gpt-oss-20b, groq:openai/gpt-oss-20b",
    })
    void findsADatedModelByItsName(String provider, String model, String row) {
        // When
        Price price = BUNDLED.find(provider, model);

        // Then
        assertThat(price).isNotNull();
        assertThat(price.source()).matches("bundled:\\d{4}-\\d\\d-\\d\\d:" + Pattern.quote(row));
    }

    @ParameterizedTest
    @CsvSource({"openai, gpt-9", "groq, gpt-4o-mini", "openai, gpt-4o-mini-2024-07-18-x", "openai, ''", "ollama, llama3"
    })
    void hasNoPriceForAnUnknownModel(String provider, String model) {
        assertThat(BUNDLED.find(provider, model)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o-mini-latest, openai:gpt-4o-mini",
        "openai, gpt-4o-mini-2024-07-18, openai:gpt-4o-mini",
        "openai, gpt-4o-2024-05-13, openai:gpt-4o-2024-05-13",
        "openai, gpt-4o-2024-11-20, openai:gpt-4o",
        "openai, gpt-3.5-turbo-1106, openai:gpt-3.5-turbo",
        "anthropic, claude-opus-5@20251101, anthropic:claude-opus-5",
        "anthropic, claude-opus-5-5-preview-05-06, anthropic:claude-opus-5-5",
        "groq, llama-3.1-8b-instant:latest, groq:llama-3.1-8b-instant",
    })
    void findsAnIssueOfAModelByTheLongestNameItGoesOnFrom(String provider, String model, String row) {
        // When
        Price price = BUNDLED.find(provider, model);

        // Then
        assertThat(price).isNotNull();
        assertThat(price.source()).endsWith(":" + row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o-mini",
                "gpt-4o-mini-2026-01-01",
                "gpt-4o-audio-preview",
                "gpt-4o.1",
                "gpt-4o-2",
                "gpt-4o-32k",
                "gpt-4olatest",
                "gpt-4o-",
                "gpt-4o-latest-",
                "gpt-4o:free",
                "ft:gpt-4o-2024-11-20:us::id",
                "GPT-4o",
            })
    void neverTakesAnotherModelForAnIssueOfOne(String model) throws IOException {
        // Given
        PriceTable table =
                parse(list("{\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input\":\"1\",\"output\":\"2\"}"));

        // Then
        assertThat(table.find("openai", model)).isNull();
        assertThat(table.find("openai", "gpt-4o")).isNotNull();
    }

    @Test
    void looksNotForAPriceOfAnEndlessName() {
        assertThat(BUNDLED.find("openai", "gpt-4o" + "-latest".repeat(100_000))).isNull();
    }

    @Test
    void putsTheOperatorsPriceInPlaceOfTheBundledOne() {
        // When
        PriceTable table = BUNDLED.with(List.of(override("openai", "gpt-4o-mini", 42), override("acme", "own", 43)));

        // Then
        assertThat(source(table, "openai", "gpt-4o-mini")).isEqualTo("override:42:openai:gpt-4o-mini");
        assertThat(source(table, "openai", "gpt-4o-mini-2024-07-18")).isEqualTo("override:42:openai:gpt-4o-mini");
        assertThat(source(table, "acme", "own")).isEqualTo("override:43:acme:own");
        assertThat(source(table, "openai", "gpt-4o")).startsWith("bundled:");
        assertThat(table.size()).isEqualTo(BUNDLED.size() + 1);
        assertThat(source(BUNDLED, "openai", "gpt-4o-mini")).startsWith("bundled:");
    }

    @Test
    void takesAPatternWhereNoNameFitsTheLongestFirst() {
        // When
        PriceTable table = BUNDLED.with(
                List.of(override("ollama", "*", 1), override("ollama", "llama3*", 2), override("openai", "gpt-*", 3)));

        // Then
        assertThat(source(table, "ollama", "phi4")).isEqualTo("override:1:ollama:*");
        assertThat(source(table, "ollama", "llama3:8b")).isEqualTo("override:2:ollama:llama3*");
        assertThat(source(table, "ollama", "llama3")).isEqualTo("override:2:ollama:llama3*");
        assertThat(source(table, "openai", "gpt-99")).isEqualTo("override:3:openai:gpt-*");
        assertThat(source(table, "openai", "gpt-4o-mini-2024-07-18")).startsWith("bundled:");
        assertThat(table.find("openai", "o99")).isNull();
        assertThat(table.find("xai", "llama3:8b")).isNull();
    }

    @Test
    void readsTiersAndTheRarerRates() throws IOException {
        // When
        PriceTable table =
                parse(list("{\"provider\":\"p\",\"model\":\"m\",\"input\":\"1\",\"output\":\"2\",\"reasoning\":\"3\","
                        + "\"audio_input\":\"4\",\"audio_output\":\"5\",\"image\":\"0.04\",\"cache_write_hour\":\"6\","
                        + "\"tiers\":[{\"above\":200000,\"input\":\"7\",\"output\":\"8\"}]}"));

        // Then
        Price price = table.find("p", "m");
        assertThat(price).isNotNull();
        assertThat(price.rates())
                .isEqualTo(new Rates(
                        new BigDecimal("1"),
                        null,
                        null,
                        new BigDecimal("6"),
                        new BigDecimal("2"),
                        new BigDecimal("3"),
                        new BigDecimal("4"),
                        new BigDecimal("5"),
                        new BigDecimal("0.04")));
        assertThat(price.at(200_000).input()).isEqualByComparingTo("1");
        assertThat(price.at(200_001).input()).isEqualByComparingTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"output\":\"1\"}|has no input",
                "{\"input\":\"1\"}|has no output",
                "{\"input\":\"-1\",\"output\":\"1\"}|input = -1; allowed: 0 to 10000",
                "{\"input\":\"1\",\"output\":\"10001\"}|output = 10001; allowed: 0 to 10000",
                "{\"input\":\"1\",\"cached_input\":\"-0.1\",\"output\":\"1\"}|cached_input = -0.1",
            })
    void refusesAPoisonedPrice(String prices, String message) {
        assertThatThrownBy(() -> parse("{\"as_of\":\"d\",\"prices\":["
                        + prices.replace("{", "{\"provider\":\"p\",\"model\":\"m\",") + "]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bundled:d:p:m")
                .hasMessageContaining(message);
    }

    @Test
    void refusesTwoPricesForOneModel() {
        String row = "{\"provider\":\"p\",\"model\":\"m\",\"input\":\"1\",\"output\":\"1\"}";
        assertThatThrownBy(() -> parse("{\"as_of\":\"d\",\"prices\":[" + row + "," + row + "]}"))
                .hasMessage("the price list names p:m twice");
    }

    private static PriceOverride override(String provider, String model, long revision) {
        return new PriceOverride(provider, model, revision, Rates.of(BigDecimal.ONE, BigDecimal.TWO), List.of());
    }

    private static String source(PriceTable table, String provider, String model) {
        return Objects.requireNonNull(table.find(provider, model), model).source();
    }

    private static String list(String row) {
        return "{\"as_of\":\"d\",\"prices\":[" + row + "]}";
    }

    private static PriceTable parse(String json) throws IOException {
        return PriceTable.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
