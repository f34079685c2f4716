package io.promptgate.common.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for every query there can be, tried on many that a fixed seed makes up. */
class FilterTextTest {
    private static final int TRIES = 400;
    private static final String LETTERS = "abzAZ09 ,:\"\\-_%'<>=$\t\n\u0000\u001b\u00e9\u4e2d\ud83d\ude00";

    private static final List<FilterKey> KEYS = List.of(FilterKey.values());
    private static final List<Comparison> COMPARISONS = List.of(Comparison.values());

    @RepeatedTest(20)
    void printsEveryFilterSoThatItReadsBackEqual(RepetitionInfo run) {
        // Given
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < TRIES; i++) {
            Filter filter = new Filter(listOf(random, 5, () -> term(random)));

            // When
            Filter again = Filter.parse(filter.text());

            // Then
            assertThat(again).as(filter.text()).isEqualTo(filter);
        }
    }

    @RepeatedTest(20)
    void answersAnyTextWithAFilterOrAnExplanation(RepetitionInfo run) {
        // Given
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < TRIES; i++) {
            String query =
                    text(random, 0) + KEYS.get(random.nextInt(KEYS.size())).word() + ":" + text(random, 0);

            // Then
            assertThatCode(() -> parseTwice(query)).as(query).doesNotThrowAnyException();
        }
    }

    private static void parseTwice(String query) {
        try {
            Filter filter = Filter.parse(query);
            assertThat(Filter.parse(filter.text())).isEqualTo(filter);
        } catch (FilterException e) {
            assertThat(e.position()).isBetween(1, query.length() + 1);
        }
    }

    private static Term term(Random random) {
        boolean excluded = random.nextBoolean();
        FilterKey key = KEYS.get(random.nextInt(KEYS.size()));
        return switch (key.kind()) {
            case EXACT -> new Term.Exact(key, listOf(random, 3, () -> exact(key, random)), excluded);
            case SUBSTRING ->
                random.nextBoolean()
                        ? new Term.ErrorContains(listOf(random, 3, () -> text(random, 1)), excluded)
                        : new Term.Words(text(random, 1), excluded);
            case COMPARED -> new Term.Compared(key, listOf(random, 3, () -> bound(key, random)), excluded);
            case TIME -> time(key, random, excluded);
        };
    }

    private static Term time(FilterKey key, Random random, boolean excluded) {
        Instant at = Instant.ofEpochSecond(random.nextLong(0, 253_402_300_799L), random.nextInt(1_000_000_000));
        return switch (key) {
            case AFTER -> new Term.After(at, excluded);
            case BEFORE -> new Term.Before(at, excluded);
            default -> new Term.Since(Duration.ofSeconds(random.nextInt(1, 300_000_000)), excluded);
        };
    }

    private static String exact(FilterKey key, Random random) {
        return switch (key) {
            case STATUS -> random.nextBoolean() ? "ok" : "error";
            case STREAM -> random.nextBoolean() ? "true" : "false";
            case HTTP -> String.valueOf(random.nextInt(100, 600));
            case ID -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> text(random, 1);
        };
    }

    private static Term.Bound bound(FilterKey key, Random random) {
        Comparison comparison = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
        int scale = key == FilterKey.COST ? random.nextInt(12) : 0;
        return new Term.Bound(comparison, BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), scale));
    }

    private static String text(Random random, int least) {
        StringBuilder text = new StringBuilder();
        int length = least + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static <T> List<T> listOf(Random random, int most, Supplier<T> one) {
        return Stream.generate(one).limit(1 + random.nextInt(most)).toList();
    }
}
