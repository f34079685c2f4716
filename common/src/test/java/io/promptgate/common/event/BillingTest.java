package io.promptgate.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.price.PriceOverride;
import io.promptgate.common.price.PriceTable;
import io.promptgate.common.price.Rates;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillingTest {
    private static final PriceTable BUNDLED = PriceTable.bundled();
    private static final PriceTable DOUBLED = BUNDLED.with(List.of(new PriceOverride(
            "openai", "gpt-4o-mini", 42, Rates.of(new BigDecimal("0.30"), new BigDecimal("1.20")), List.of())));

    @Test
    void booksARecordByTheTableThatHoldsNow() {
        // Given
        RequestRecord record = record(BUNDLED, attempt("openai", "gpt-4o-mini"));

        // When
        RequestRecord anew = Billing.anew(record, DOUBLED);

        // Then
        assertThat(record.cost().usd()).isEqualByComparingTo("0.00045");
        assertThat(anew.cost().usd()).isEqualByComparingTo("0.0009");
        assertThat(anew.cost().priceSource()).isEqualTo("override:42:openai:gpt-4o-mini");
        assertThat(anew.served().attempts().getFirst().costUsd()).isEqualByComparingTo("0.0009");
        assertThat(Billing.anew(anew, DOUBLED)).isSameAs(anew);
        assertThat(Billing.anew(anew, BUNDLED)).isEqualTo(record);
    }

    @Test
    void pricesWhatWasUnpriced() {
        // Given
        RequestRecord record = record(BUNDLED, attempt("xai", "own"));
        PriceTable priced = BUNDLED.with(
                List.of(new PriceOverride("xai", "*", 7, Rates.of(BigDecimal.ONE, BigDecimal.TWO), List.of())));

        // Then
        assertThat(record.cost().usd()).isNull();
        assertThat(Billing.anew(record, priced).cost().usd()).isEqualByComparingTo("0.002");
        assertThat(Billing.anew(record, BUNDLED)).isSameAs(record);
    }

    @Test
    void takesNoCostAwayForAPriceThatIsGone() {
        // Given
        PriceTable before = BUNDLED.with(
                List.of(new PriceOverride("xai", "own", 7, Rates.of(BigDecimal.ONE, BigDecimal.TWO), List.of())));
        RequestRecord record = record(before, attempt("xai", "own"));

        // Then
        assertThat(record.cost().usd()).isNotNull();
        assertThat(Billing.anew(record, BUNDLED)).isSameAs(record);
    }

    @Test
    void pricesARecordFromBeforeAttemptsToldTheirUse() {
        // Given
        RequestRecord old =
                with(List.of(attempt("openai", "gpt-4o-mini")), Usage.of(1_000, 500), RequestRecord.Cost.UNPRICED);

        // When
        RequestRecord anew = Billing.anew(old, BUNDLED);

        // Then
        assertThat(anew.cost().usd()).isEqualByComparingTo("0.00045");
        assertThat(anew.served().attempts().getFirst().usage()).isNull();
    }

    @Test
    void leavesARecordThatUsedNothing() {
        // Given
        RequestRecord record = with(List.of(attempt("openai", "gpt-4o-mini")), null, RequestRecord.Cost.UNPRICED);

        // Then
        assertThat(Billing.anew(record, DOUBLED)).isSameAs(record);
    }

    private static RequestRecord record(PriceTable prices, Attempt attempt) {
        List<Attempt> attempts = List.of(Billing.book(attempt, Usage.of(1_000, 500), prices));
        return with(attempts, Usage.of(1_000, 500), Billing.sum(attempts, prices));
    }

    private static RequestRecord with(List<Attempt> attempts, @Nullable Usage usage, RequestRecord.Cost cost) {
        RequestRecord sparse = Records.sparse();
        Attempt last = attempts.getLast();
        return new RequestRecord(
                sparse.id(),
                null,
                sparse.createdAt(),
                sparse.client(),
                sparse.asked(),
                new RequestRecord.Served(last.provider(), last.model(), null, attempts, 3),
                sparse.outcome(),
                sparse.timing(),
                usage,
                cost,
                null,
                null);
    }

    private static Attempt attempt(String provider, String model) {
        return new Attempt(provider, model, null, Records.NOON, 5, 200, null);
    }
}
