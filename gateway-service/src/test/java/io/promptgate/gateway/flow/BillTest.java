package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.RequestRecord.Cost;
import io.promptgate.common.event.Usage;
import io.promptgate.common.price.PriceTable;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BillTest {
    private final Bill bill = new Bill(PriceTable.bundled());

    @Test
    void pricesEachAttemptByItsOwnModelAndSumsThemUp() {
        // When: a stream that broke off at OpenAI's, and was served by Groq
        bill.used(Usage.of(1_000, 100));
        bill.add(attempt("openai", "gpt-4o-mini"));
        bill.settle();
        bill.used(Usage.of(1_000, 500));
        bill.add(attempt("groq", "llama-3.1-8b-instant"));
        bill.settle();

        // Then
        assertThat(bill.attempts().get(0).costUsd()).isEqualByComparingTo("0.00021");
        assertThat(bill.attempts().get(1).costUsd()).isEqualByComparingTo("0.00009");
        assertThat(bill.usage()).isEqualTo(Usage.of(2_000, 600));
        assertThat(bill.cost().usd()).isEqualByComparingTo("0.0003");
        assertThat(bill.cost().priceSource()).endsWith(":groq:llama-3.1-8b-instant");
        assertThat(bill.cost().price()).isEqualTo(PriceTable.bundled().find("groq", "llama-3.1-8b-instant"));
    }

    @Test
    void hasNoSumWhereAnAttemptThatUsedSomethingHasNoPrice() {
        // When
        bill.add(attempt("openai", "gpt-4o-mini"));
        bill.used(Usage.of(1_000, 100));
        bill.settle();
        bill.add(attempt("ollama", "llama3"));
        bill.used(Usage.of(1_000, 100));
        bill.settle();

        // Then
        assertThat(bill.cost()).isEqualTo(Cost.UNPRICED);
        assertThat(bill.attempts().get(0).costUsd()).isEqualByComparingTo("0.00021");
        assertThat(bill.attempts().get(1).costUsd()).isNull();
        assertThat(bill.usage()).isEqualTo(Usage.of(2_000, 200));
    }

    @Test
    void takesNoNoticeOfAttemptsThatUsedNothing() {
        // When
        bill.add(attempt("ollama", "llama3"));
        bill.settle();
        bill.add(attempt("openai", "gpt-4o-mini"));
        bill.used(Usage.of(1_000, 100));
        bill.settle();

        // Then
        assertThat(bill.cost().usd()).isEqualByComparingTo("0.00021");
        assertThat(bill.attempts().get(0).usage()).isNull();
    }

    @Test
    void costsNothingKnownBeforeAnythingIsUsed() {
        // When
        bill.add(attempt("openai", "gpt-4o-mini"));
        bill.settle();

        // Then
        assertThat(bill.cost()).isEqualTo(Cost.UNPRICED);
        assertThat(bill.usage()).isNull();
    }

    private static Attempt attempt(String provider, String model) {
        return new Attempt(provider, model, null, Instant.EPOCH, 5, 200, null);
    }
}
