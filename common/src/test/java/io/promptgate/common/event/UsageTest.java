package io.promptgate.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void costsEachKindOfTokenAtItsOwnRate() {
        // Given
        Price price = price(rates("3.00", "0.30", "3.75", null, "15.00", null));

        // When: 1000 input tokens, of which 400 come from the cache and 100 go into it
        BigDecimal cost = cost(new Usage(1_000, 200, 1_200, 400, 100, 50, false), price);

        // Then: 500 x 3.00 + 400 x 0.30 + 100 x 3.75 + 200 x 15.00, per million
        assertThat(cost).isEqualByComparingTo("0.004995");
    }

    @Test
    void costsCachedTokensAsInputWithoutARateOfTheirOwn() {
        // Given
        Price price = price(Rates.of(new BigDecimal("2"), new BigDecimal("4")));

        // Then
        assertThat(cost(new Usage(1_000_000, 0, 1_000_000, 300_000, 200_000, 0, false), price))
                .isEqualByComparingTo("2");
    }

    @Test
    void costsReasoningAsOutputWithoutARateOfItsOwn() {
        // Given
        Usage usage = new Usage(0, 1_000, 1_000, 0, 0, 600, false);

        // Then
        assertThat(cost(usage, price(rates("1", null, null, null, "10", null)))).isEqualByComparingTo("0.01");
        assertThat(cost(usage, price(rates("1", null, null, null, "10", "20")))).isEqualByComparingTo("0.016");
    }

    @Test
    void costsLongLivedCacheWritesAtTheirOwnRate() {
        // Given
        Usage usage = new Usage(1_000, 0, 1_000, 0, 1_000, 0, false, 400, 0, 0, 0);

        // Then
        assertThat(cost(usage, price(rates("4", null, "5", "8", "20", null)))).isEqualByComparingTo("0.0062");
        assertThat(cost(usage, price(rates("4", null, "5", null, "20", null)))).isEqualByComparingTo("0.005");
    }

    @Test
    void costsSoundAndImagesByTheirOwnRates() {
        // Given
        Usage usage = new Usage(1_000, 500, 1_500, 0, 0, 0, false, 0, 800, 300, 2);
        Price price = price(new Rates(
                new BigDecimal("1"),
                null,
                null,
                null,
                new BigDecimal("2"),
                null,
                new BigDecimal("10"),
                new BigDecimal("20"),
                new BigDecimal("0.04")));

        // Then: 200 x 1 + 800 x 10 + 200 x 2 + 300 x 20, per million, and two images
        assertThat(cost(usage, price)).isEqualByComparingTo("0.0946");
    }

    @Test
    void isUnpricedWhereImagesHaveNoPrice() {
        // Given
        Usage usage = new Usage(10, 0, 10, 0, 0, 0, false, 0, 0, 0, 1);

        // Then
        assertThat(usage.costAt(price(Rates.of(BigDecimal.ONE, BigDecimal.ONE))))
                .isNull();
    }

    @Test
    void costsAWholeLongRequestAtTheRatesOfItsTier() {
        // Given
        Price price = new Price(
                Rates.of(new BigDecimal("1"), new BigDecimal("2")),
                List.of(
                        new Tier(500, Rates.of(new BigDecimal("8"), new BigDecimal("9"))),
                        new Tier(200, Rates.of(new BigDecimal("3"), new BigDecimal("4")))),
                "test");

        // Then
        assertThat(cost(Usage.of(200, 100), price)).isEqualByComparingTo("0.0004");
        assertThat(cost(Usage.of(201, 100), price)).isEqualByComparingTo("0.001003");
        assertThat(cost(Usage.of(501, 100), price)).isEqualByComparingTo("0.004908");
    }

    @Test
    void isExactForOneToken() {
        // Given
        Price price = price(Rates.of(new BigDecimal("0.05"), new BigDecimal("0.08")));

        // Then
        assertThat(cost(Usage.of(1, 0), price).toPlainString()).isEqualTo("0.00000005");
        assertThat(cost(Usage.of(0, 0), price)).isEqualByComparingTo("0");
    }

    @Test
    void neverCountsLessThanNothingWhenAPartIsMoreThanTheWhole() {
        // Given
        Price price = price(rates("10", "1", null, null, "10", null));

        // Then
        assertThat(cost(new Usage(10, 0, 10, 1_000_000, 0, 0, false), price)).isEqualByComparingTo("1");
        assertThat(cost(new Usage(0, 10, 10, 0, 0, 100, false), price)).isEqualByComparingTo("0.001");
    }

    @Test
    void addsUpAndStaysAnEstimateWhereEitherIs() {
        // When
        Usage sum = new Usage(1, 2, 3, 4, 5, 6, true, 7, 8, 9, 10).plus(new Usage(1, 1, 1, 1, 1, 1, false, 1, 1, 1, 1));

        // Then
        assertThat(sum).isEqualTo(new Usage(2, 3, 4, 5, 6, 7, true, 8, 9, 10, 11));
    }

    private static BigDecimal cost(Usage usage, Price price) {
        return Objects.requireNonNull(usage.costAt(price));
    }

    private static Price price(Rates rates) {
        return new Price(rates, "test");
    }

    private static Rates rates(
            String input,
            @Nullable String cached,
            @Nullable String write,
            @Nullable String hour,
            String output,
            @Nullable String reasoning) {
        return new Rates(
                new BigDecimal(input),
                decimal(cached),
                decimal(write),
                decimal(hour),
                new BigDecimal(output),
                decimal(reasoning),
                null,
                null,
                null);
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
