package io.promptgate.common.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptgate.common.catalog.ProviderPreset;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The price list itself, row by row: a slip of the pen or of a decimal point is found here. */
class BundledPricesTest {
    private static final PriceTable TABLE = PriceTable.bundled();
    private static final JsonNode FILE = file();
    private static final List<Row> ROWS =
            FILE.path("prices").valueStream().map(Row::of).toList();

    /** Far above any model of today: what exceeds it was meant per thousand tokens, or lost its point. */
    private static final BigDecimal DEAREST = BigDecimal.valueOf(200);

    private static final BigDecimal CHEAPEST = new BigDecimal("0.001");

    record Row(
            String provider,
            String model,
            BigDecimal input,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal cacheWrite,
            BigDecimal output) {

        static Row of(JsonNode row) {
            return new Row(
                    row.path("provider").asText(),
                    row.path("model").asText(),
                    new BigDecimal(row.path("input").asText()),
                    decimal(row.path("cached_input")),
                    decimal(row.path("cache_write")),
                    new BigDecimal(row.path("output").asText()));
        }

        private static @Nullable BigDecimal decimal(JsonNode price) {
            return price.isMissingNode() ? null : new BigDecimal(price.asText());
        }

        List<BigDecimal> prices() {
            return Stream.of(input, cachedInput, cacheWrite, output)
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public String toString() {
            return provider + ":" + model;
        }
    }

    @Test
    void namesEachModelOfAProviderOnce() {
        assertThat(ROWS).extracting(Row::toString).doesNotHaveDuplicates();
        assertThat(TABLE.size()).isEqualTo(ROWS.size()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void saysWhenItWasReadAndIsNotOfTheFuture() {
        assertThat(FILE.path("unit").asText()).isEqualTo("USD per million tokens");
        assertThat(LocalDate.parse(FILE.path("as_of").asText())).isBeforeOrEqualTo(LocalDate.now(ZoneOffset.MAX));
    }

    @Test
    void namesTheSourceOfEveryProviderAndOfNoOther() {
        // Given
        List<String> sources =
                FILE.path("sources").propertyStream().map(Map.Entry::getKey).toList();

        // Then
        assertThat(ROWS.stream().map(Row::provider).distinct()).containsExactlyInAnyOrderElementsOf(sources);
        assertThat(FILE.path("sources"))
                .allSatisfy(source -> assertThat(source.asText()).isNotBlank());
    }

    @Test
    void writesPricesAsPlainDecimalsAndKnowsNoOtherField() {
        assertThat(FILE.path("prices"))
                .allSatisfy(row -> assertThat(row.propertyStream()).allSatisfy(field -> {
                    assertThat(field.getKey())
                            .isIn("provider", "model", "input", "cached_input", "cache_write", "output");
                    assertThat(field.getValue().isTextual()).isTrue();
                }));
        assertThat(ROWS)
                .flatExtracting(Row::prices)
                .allSatisfy(price -> assertThat(price.scale()).isBetween(2, 6));
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void isFoundWithItsOwnFigures(Row row) {
        // When
        Price price = TABLE.find(row.provider(), row.model());

        // Then
        String source = "bundled:" + FILE.path("as_of").asText() + ":" + row;
        assertThat(price)
                .isEqualTo(new Price(
                        new Rates(
                                row.input(),
                                row.cachedInput(),
                                row.cacheWrite(),
                                null,
                                row.output(),
                                null,
                                null,
                                null,
                                null),
                        source));
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void isOfAProviderThatTheGatewayKnows(Row row) {
        assertThat(row.provider()).isIn(ProviderPreset.keys());
        assertThat(row.model()).matches("[A-Za-z0-9./_-]+").doesNotStartWith(row.provider() + ":");
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void isWithinBounds(Row row) {
        assertThat(row.prices()).allSatisfy(price -> assertThat(price).isBetween(CHEAPEST, DEAREST));
    }

    /** Holds without exception today; a model for which it really does not hold is to be named here. */
    @ParameterizedTest
    @FieldSource("ROWS")
    void costsLeastFromTheCacheAndMostForOutput(Row row) {
        assertThat(row.output()).isGreaterThanOrEqualTo(row.input());
        assertThat(row.output()).isLessThanOrEqualTo(row.input().multiply(BigDecimal.TEN));
        if (row.cachedInput() != null) {
            assertThat(row.cachedInput()).isLessThan(row.input());
        }
        if (row.cacheWrite() != null) {
            assertThat(row.cacheWrite()).isEqualByComparingTo(row.input().multiply(new BigDecimal("1.25")));
        }
    }

    @Test
    void hasARowWithADateOnlyWhereItsPriceDiffers() {
        // Given
        List<Row> dated = new ArrayList<>(ROWS);
        dated.removeIf(row -> !row.model().matches(".*-(\\d{8}|\\d{4}-\\d{2}-\\d{2})"));

        // Then
        assertThat(dated).extracting(Row::toString).containsExactly("openai:gpt-4o-2024-05-13");
        assertThat(price("openai", "gpt-4o-2024-05-13").rates().input()).isEqualByComparingTo("5");
        assertThat(price("openai", "gpt-4o-2024-08-06").rates().input()).isEqualByComparingTo("2.5");
    }

    @ParameterizedTest
    @CsvSource({
        "groq, llama-3.1-8b-instant, 0.05, 0.08",
        "anthropic, claude-sonnet-4-6-20251001, 3, 15",
        "openai, gpt-4o-mini, 0.15, 0.6",
    })
    void hasTheModelsOfTheReadme(String provider, String model, BigDecimal input, BigDecimal output) {
        // When
        Price price = price(provider, model);

        // Then
        assertThat(price.rates().input()).isEqualByComparingTo(input);
        assertThat(price.rates().output()).isEqualByComparingTo(output);
    }

    private static Price price(String provider, String model) {
        return Objects.requireNonNull(TABLE.find(provider, model), model);
    }

    private static JsonNode file() {
        try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.json"))) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
