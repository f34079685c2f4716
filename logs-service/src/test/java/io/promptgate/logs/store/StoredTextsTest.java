package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.filter.Comparison;
import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterKey;
import io.promptgate.common.filter.FilterMatcher;
import io.promptgate.common.filter.Searched;
import io.promptgate.common.filter.Term;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search in PostgreSQL and the matcher in memory say the same of records and filters that a fixed seed makes up. */
@QuarkusTest
@WithTestResource(LogStore.class)
class StoredTextsTest {
    private static final int RECORDS = 60;
    private static final int FILTERS = 250;
    private static final List<FilterKey> KEYS = List.of(FilterKey.values());
    private static final List<Comparison> COMPARISONS = List.of(Comparison.values());
    // few, so that filters often match; with what JSON, LIKE and PostgreSQL itself treat as special
    private static final List<String> TEXTS = List.of(
            "a",
            "A",
            "groq",
            "Groq",
            "GROQ x",
            "é",
            "É",
            "caf\u00e9",
            "50%",
            "_",
            "\\",
            "\"",
            "a\"b",
            "\u0000",
            "\ud800",
            "\u4e2d",
            "\ud83d\ude00",
            "\n",
            "x".repeat(299),
            "x".repeat(300),
            "x".repeat(301),
            "x".repeat(400));
    private static final List<UUID> TOKENS = List.of(UuidV7.next(), UuidV7.next());

    private final UUID project = UuidV7.next();
    private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

    @Inject
    RecordStore store;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sayTheSameAsASearch(long seed) {
        // Given
        Random random = new Random(seed);
        List<RequestRecord> sent =
                Stream.generate(() -> record(random)).limit(RECORDS).toList();
        assertThat(store.add(sent).await().indefinitely().added()).isEqualTo(RECORDS);
        List<RequestRecord> kept = sent.stream()
                .map(r -> store.find(project, r.id()).await().indefinitely().orElseThrow())
                .toList();
        int some = 0;
        for (int i = 0; i < FILTERS; i++) {
            Filter filter = new Filter(listOf(random, 2, () -> term(random, sent)));

            // When
            Set<UUID> found = found(filter);
            Set<UUID> matched = matched(filter, kept);

            // Then
            assertThat(matched).as(filter.text()).isEqualTo(found);
            some += found.isEmpty() || found.size() == RECORDS ? 0 : 1;
        }
        assertThat(some).as("filters that tell records apart").isGreaterThan(FILTERS / 3);
    }

    private Set<UUID> found(Filter filter) {
        return store.page(project, filter, null, 500).await().indefinitely().stream()
                .map(RequestRecord::id)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> matched(Filter filter, List<RequestRecord> kept) {
        FilterMatcher matcher = StoredTexts.matcher(filter);
        return kept.stream()
                .filter(record -> matcher.matches(new Searched(record), Instant.now()))
                .map(RequestRecord::id)
                .collect(Collectors.toSet());
    }

    private RequestRecord record(Random random) {
        Sample sample = new Sample(project).at(now.minusSeconds(60L * random.nextInt(600)));
        sample.by(maybe(random), maybe(random), maybe(random));
        sample.env = maybe(random);
        sample.endpoint = maybe(random);
        if (random.nextBoolean()) {
            sample.token(TOKENS.get(random.nextInt(TOKENS.size())), text(random));
        }
        sample.took(random.nextInt(4), random.nextBoolean() ? (long) random.nextInt(4) : null);
        sample.used(random.nextInt(3), 0, random.nextBoolean() ? "0.0" + random.nextInt(3) : null);
        if (random.nextBoolean()) {
            sample.failed(400 + random.nextInt(3), text(random), text(random));
        }
        sample.request = body(random);
        sample.response = body(random);
        return sample.record();
    }

    private static @Nullable Body body(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> Body.text(text(random).getBytes(StandardCharsets.UTF_8), false);
            default -> Body.json(json(text(random)).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String json(String text) {
        StringBuilder ascii = new StringBuilder("{\"t\":\"");
        text.chars().forEach(c -> ascii.append("\\u%04x".formatted(c)));
        return ascii.append("\"}").toString();
    }

    private static Term term(Random random, List<RequestRecord> records) {
        boolean excluded = random.nextInt(3) == 0;
        FilterKey key = KEYS.get(random.nextInt(KEYS.size()));
        return switch (key.kind()) {
            case EXACT -> new Term.Exact(key, listOf(random, 3, () -> exact(key, random, records)), excluded);
            case SUBSTRING ->
                random.nextBoolean()
                        ? new Term.ErrorContains(listOf(random, 3, () -> text(random)), excluded)
                        : new Term.Words(text(random), excluded);
            case COMPARED -> new Term.Compared(key, listOf(random, 2, () -> bound(key, random)), excluded);
            case TIME -> time(key, records.get(random.nextInt(records.size())), excluded);
        };
    }

    private static Term time(FilterKey key, RequestRecord record, boolean excluded) {
        return switch (key) {
            case AFTER -> new Term.After(record.createdAt(), excluded);
            case BEFORE -> new Term.Before(record.createdAt(), excluded);
            // half a minute off every record
            default ->
                new Term.Since(
                        Duration.between(record.createdAt(), Instant.now())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .plusSeconds(30),
                        excluded);
        };
    }

    private static String exact(FilterKey key, Random random, List<RequestRecord> records) {
        return switch (key) {
            case STATUS -> random.nextBoolean() ? "ok" : "error";
            case STREAM -> random.nextBoolean() ? "true" : "false";
            case HTTP -> List.of("200", "400", "401").get(random.nextInt(3));
            case ID -> records.get(random.nextInt(records.size())).id().toString();
            case TOKEN ->
                random.nextBoolean() ? TOKENS.get(random.nextInt(TOKENS.size())).toString() : text(random);
            default -> text(random);
        };
    }

    private static Term.Bound bound(FilterKey key, Random random) {
        Comparison comparison = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
        return new Term.Bound(comparison, BigDecimal.valueOf(random.nextInt(4), key == FilterKey.COST ? 2 : 0));
    }

    private static @Nullable String maybe(Random random) {
        return random.nextInt(3) == 0 ? null : text(random);
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static <T> List<T> listOf(Random random, int most, Supplier<T> one) {
        return Stream.generate(one).limit(1 + random.nextInt(most)).toList();
    }
}
