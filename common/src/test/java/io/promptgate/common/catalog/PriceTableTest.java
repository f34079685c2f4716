package io.promptgate.common.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.event.Usage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource({
        "openai, gpt-9",
        "groq, gpt-4o-mini",
        "openai, gpt-4o-mini-latest",
        "openai, gpt-4o-mini-2024-07-18-x",
        "openai, ''",
        "ollama, llama3"
    })
    void hasNoPriceForAnUnknownModel(String provider, String model) {
        assertThat(BUNDLED.find(provider, model)).isNull();
    }

    @Test
    void countsEachKindOfTokenAtItsOwnPrice() {
        // Given
        Price price = new Price(
                new BigDecimal("3.00"),
                new BigDecimal("0.30"),
                new BigDecimal("3.75"),
                new BigDecimal("15.00"),
                "test");

        // When: 1000 input tokens, of which 400 come from the cache and 100 go into it
        BigDecimal cost = price.cost(new Usage(1_000, 200, 1_200, 400, 100, 50, false));

        // Then: 500 x 3.00 + 400 x 0.30 + 100 x 3.75 + 200 x 15.00, per million
        assertThat(cost).isEqualByComparingTo("0.004995");
    }

    @Test
    void countsCachedTokensAsInputWithoutAPriceOfTheirOwn() {
        // Given
        Price price = new Price(new BigDecimal("2"), null, null, new BigDecimal("4"), "test");

        // When
        BigDecimal cost = price.cost(new Usage(1_000_000, 0, 1_000_000, 300_000, 200_000, 0, false));

        // Then
        assertThat(cost).isEqualByComparingTo("2");
    }

    @Test
    void isExactForOneToken() {
        // Given
        Price price = new Price(new BigDecimal("0.05"), null, null, new BigDecimal("0.08"), "test");

        // Then
        assertThat(price.cost(Usage.of(1, 0)).toPlainString()).isEqualTo("0.00000005");
        assertThat(price.cost(Usage.of(0, 0))).isEqualByComparingTo("0");
    }

    @Test
    void neverCountsLessThanNothingWhenAProviderReportsMoreCachedThanInput() {
        // Given
        Price price = new Price(BigDecimal.TEN, BigDecimal.ONE, null, BigDecimal.TEN, "test");

        // Then
        assertThat(price.cost(new Usage(10, 0, 10, 1_000_000, 0, 0, false))).isEqualByComparingTo("1");
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

    private static PriceTable parse(String json) throws IOException {
        return PriceTable.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
