package io.promptgate.common.filter;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter that is held against records in memory, with the same result as the store's own search. An excluded term
 * holds for exactly the records for which the term does not, also where a fact is absent. Immutable.
 */
public final class FilterMatcher {
    private final List<Test> tests;
    private final boolean readsBodies;

    /** One term, made ready. */
    private interface Test {
        boolean holds(Searched searched, Instant now);
    }

    /** For records that were read from a store which keeps texts in this way. */
    public FilterMatcher(Filter filter, KeptText kept) {
        Predicate<Term> words = term -> term instanceof Term.Words;
        // words last: they alone read bodies
        this.tests = Stream.concat(
                        filter.terms().stream().filter(words.negate()),
                        filter.terms().stream().filter(words))
                .map(term -> test(term, kept))
                .toList();
        this.readsBodies = filter.terms().stream().anyMatch(words);
    }

    /**
     * Whether the record matches.
     *
     * @param now what ages count back from
     */
    public boolean matches(Searched searched, Instant now) {
        for (Test test : tests) {
            if (!test.holds(searched, now)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bodies can matter; where not, records may come without them. */
    public boolean readsBodies() {
        return readsBodies;
    }

    private static Test test(Term term, KeptText kept) {
        Test test = switch (term) {
            case Term.Exact exact -> exact(exact.key(), exact.values(), kept);
            case Term.ErrorContains error -> error(error.parts(), kept);
            case Term.Compared compared -> compared(compared);
            case Term.Since since -> (s, now) -> !createdAt(s).isBefore(now.minus(since.age()));
            case Term.After after -> (s, _) -> !createdAt(s).isBefore(after.at());
            case Term.Before before -> (s, _) -> createdAt(s).isBefore(before.at());
            case Term.Words words -> words(words.part(), kept);
        };
        return term.excluded() ? (s, now) -> !test.holds(s, now) : test;
    }

    private static Test exact(FilterKey key, List<String> sent, KeptText kept) {
        List<String> values = sent.stream().map(kept::name).toList();
        return switch (key) {
            case STATUS -> on(r -> values.contains(r.outcome().ok() ? "ok" : "error"));
            case PROVIDER -> on(r -> oneOf(values, r.served().provider()));
            case MODEL -> on(r -> oneOf(values, r.served().model()));
            case ALIAS -> on(r -> oneOf(values, r.asked().alias()));
            case ENDPOINT -> on(r -> oneOf(values, r.asked().endpointSlug()));
            case TOKEN -> token(values, sent);
            case ENV -> on(r -> oneOf(values, r.client().env()));
            case CODE -> on(r -> oneOf(values, r.outcome().errorCode()));
            case HTTP -> on(r -> values.contains(Integer.toString(r.outcome().httpStatus())));
            case STREAM -> on(r -> values.contains(Boolean.toString(r.asked().stream())));
            case ID -> on(r -> values.contains(r.id().toString()));
            case ERROR, LATENCY, TTFT, TOKENS, COST, SINCE, AFTER, BEFORE -> throw notOfThisKind(key);
        };
    }

    private static Test token(List<String> names, List<String> sent) {
        List<UUID> ids = sent.stream().flatMap(FilterMatcher::uuid).toList();
        return on(r -> {
            UUID id = r.client().tokenId();
            return oneOf(names, r.client().tokenName()) || (id != null && ids.contains(id));
        });
    }

    private static Test error(List<String> sent, KeptText kept) {
        List<String> parts = folded(sent.stream(), kept);
        return (s, _) -> contain(s.error(), parts);
    }

    private static Test words(String part, KeptText kept) {
        List<String> inFacts = folded(Stream.of(part), kept);
        List<String> inBodies = folded(BodyText.forms(part).stream(), kept);
        return (s, _) -> contain(s.names(), inFacts) || contain(s.error(), inFacts) || contain(s.bodies(), inBodies);
    }

    private static List<String> folded(Stream<String> sent, KeptText kept) {
        return sent.map(kept::text).map(FoldedText::of).toList();
    }

    private static Test compared(Term.Compared term) {
        return on(record -> {
            BigDecimal number = number(term.key(), record);
            return number != null && term.bounds().stream().anyMatch(bound -> keeps(number, bound));
        });
    }

    private static @Nullable BigDecimal number(FilterKey key, RequestRecord record) {
        Usage usage = record.usage();
        return switch (key) {
            case LATENCY -> BigDecimal.valueOf(record.timing().latencyMs());
            case TTFT -> decimal(record.timing().ttftMs());
            case TOKENS -> usage == null ? null : BigDecimal.valueOf(usage.total());
            case COST -> record.cost().usd();
            case STATUS, PROVIDER, MODEL, ALIAS, ENDPOINT, TOKEN, ENV, CODE, HTTP -> throw notOfThisKind(key);
            case STREAM, ID, ERROR, SINCE, AFTER, BEFORE -> throw notOfThisKind(key);
        };
    }

    private static boolean keeps(BigDecimal number, Term.Bound bound) {
        int difference = number.compareTo(bound.number());
        return switch (bound.comparison()) {
            case AT_LEAST -> difference >= 0;
            case AT_MOST -> difference <= 0;
            case MORE -> difference > 0;
            case LESS -> difference < 0;
            case EQUAL -> difference == 0;
        };
    }

    private static Test on(Predicate<RequestRecord> predicate) {
        return (searched, _) -> predicate.test(searched.record());
    }

    private static boolean oneOf(List<String> values, @Nullable String fact) {
        return fact != null && values.contains(fact);
    }

    private static boolean contain(List<String> texts, List<String> parts) {
        return texts.stream().anyMatch(text -> parts.stream().anyMatch(text::contains));
    }

    private static @Nullable BigDecimal decimal(@Nullable Long number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }

    private static Instant createdAt(Searched searched) {
        return searched.record().createdAt();
    }

    private static Stream<UUID> uuid(String text) {
        try {
            return Stream.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Stream.empty();
        }
    }

    private static IllegalArgumentException notOfThisKind(FilterKey key) {
        return new IllegalArgumentException(key.word() + " is of another kind");
    }
}
