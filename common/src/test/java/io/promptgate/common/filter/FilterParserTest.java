package io.promptgate.common.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FilterParserTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "queries.csv", delimiter = '|', maxCharsPerColumn = 5_000, quoteCharacter = '\u0001')
    void readsEveryFormOfATerm(String query, String plainest) {
        // When
        Filter filter = Filter.parse(query);

        // Then
        assertThat(filter.text()).isEqualTo(plainest);
        assertThat(Filter.parse(filter.text())).isEqualTo(filter);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "faults.csv", delimiter = '|', maxCharsPerColumn = 5_000, quoteCharacter = '\u0001')
    void saysWhatIsWrongAndWhereAndWhatIsAllowed(String query, int position, String piece, String message) {
        // When
        assertThatThrownBy(() -> Filter.parse(query))
                // Then
                .isInstanceOfSatisfying(FilterException.class, e -> {
                    assertThat(e.position()).isEqualTo(position);
                    assertThat(e.piece()).isEqualTo(piece == null ? "" : piece);
                    assertThat(e.allowed()).isNotEmpty();
                    assertThat(e).hasMessageContaining(message).hasMessageContaining("Allowed: ");
                });
    }

    @Test
    void buildsTheTermsInTheirOrder() {
        // When
        Filter filter = Filter.parse("provider:groq,openai -status:ok latency:>=1.5s cost:<0.10 since:90m refund");

        // Then
        assertThat(filter.terms())
                .containsExactly(
                        new Term.Exact(FilterKey.PROVIDER, List.of("groq", "openai"), false),
                        new Term.Exact(FilterKey.STATUS, List.of("ok"), true),
                        new Term.Compared(
                                FilterKey.LATENCY,
                                List.of(new Term.Bound(Comparison.AT_LEAST, BigDecimal.valueOf(1_500))),
                                false),
                        new Term.Compared(
                                FilterKey.COST, List.of(new Term.Bound(Comparison.LESS, new BigDecimal("0.1"))), false),
                        new Term.Since(Duration.ofMinutes(90), false),
                        new Term.Words("refund", false));
    }

    @Test
    void readsTimesWithAnyOffset() {
        // When
        Filter filter = Filter.parse("after:2026-11-22T10:00:00+01:00 before:2026-11-23");

        // Then
        assertThat(filter.terms())
                .containsExactly(
                        new Term.After(Instant.parse("2026-11-22T09:00:00Z"), false),
                        new Term.Before(Instant.parse("2026-11-23T00:00:00Z"), false));
    }

    @Test
    void matchesEverythingWithoutTerms() {
        assertThat(Filter.parse("  \t ")).isEqualTo(Filter.EVERYTHING);
    }

    @Test
    void listsAllKeysAtAnUnknownOne() {
        assertThatThrownBy(() -> Filter.parse("provder:groq"))
                .hasMessage("unknown key (did you mean provider?) at character 1: provder. Allowed: status, provider,"
                        + " model, alias, endpoint, token, env, code, http, stream, id, error, latency, ttft, tokens,"
                        + " cost, since, after, before.");
    }

    @Test
    void refusesAQueryThatIsTooLong() {
        assertThatThrownBy(() -> Filter.parse("x".repeat(Filter.MAX_LENGTH + 1)))
                .hasMessageContaining("the query is too long")
                .hasMessageContaining("2000 characters");
    }

    @Test
    void refusesTooManyTerms() {
        assertThatThrownBy(() -> Filter.parse("a ".repeat(Filter.MAX_TERMS + 1)))
                .hasMessageContaining("too many terms at character 81")
                .hasMessageContaining("40 terms");
    }

    @Test
    void refusesTooManyValues() {
        assertThatThrownBy(() -> Filter.parse("model:" + "m,".repeat(Filter.MAX_VALUES) + "m"))
                .hasMessageContaining("too many values for model")
                .hasMessageContaining("50 values");
    }

    @Test
    void showsNoControlCharactersAndNoEndlessPieces() {
        assertThatThrownBy(() -> Filter.parse("\u001b[31m" + "k".repeat(100) + ":v"))
                .isInstanceOfSatisfying(
                        FilterException.class,
                        e -> assertThat(e.piece())
                                .startsWith("?[31mkkk")
                                .endsWith("…")
                                .hasSize(61));
    }
}
