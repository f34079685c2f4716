package io.promptgate.logs.store;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.Term;
import java.time.Instant;
import java.util.List;

/** What of a filter the figures' own keys can answer. */
final class RollupFilter {
    private RollupFilter() {}

    /** Whether every term is about what figures are kept apart by, or about time. */
    static boolean serves(Filter filter) {
        return filter.terms().stream().allMatch(RollupFilter::serves);
    }

    /** The stretch of time that the filter leaves of another one. */
    static Span narrowed(Span span, Filter filter, Instant now) {
        Instant from = span.from();
        Instant to = span.to();
        for (Term term : filter.terms()) {
            switch (term) {
                case Term.Since since -> from = later(from, now.minus(since.age()));
                case Term.After after -> from = later(from, after.at());
                case Term.Before before -> to = before.at().isBefore(to) ? before.at() : to;
                case Term.Exact _, Term.ErrorContains _, Term.Compared _, Term.Words _ -> {}
            }
        }
        return new Span(from, to);
    }

    /** The filter without its terms about time. */
    static Filter timeless(Filter filter) {
        List<Term> terms = filter.terms().stream().filter(term -> !isTime(term)).toList();
        return new Filter(terms);
    }

    /** The terms about what figures are kept apart by, alone. */
    static Filter ofKeys(Filter filter) {
        List<Term> terms = filter.terms().stream()
                .filter(term -> serves(term) && !isTime(term))
                .toList();
        return new Filter(terms);
    }

    private static boolean serves(Term term) {
        return switch (term) {
            case Term.Exact exact ->
                switch (exact.key()) {
                    case PROVIDER, MODEL, ALIAS, ENDPOINT, TOKEN -> true;
                    case STATUS, ENV, CODE, HTTP, STREAM, ID -> false;
                    case ERROR, LATENCY, TTFT, TOKENS, COST, SINCE, AFTER, BEFORE -> false;
                };
            case Term.Since _, Term.After _, Term.Before _ -> !term.excluded();
            case Term.ErrorContains _, Term.Compared _, Term.Words _ -> false;
        };
    }

    private static boolean isTime(Term term) {
        return switch (term) {
            case Term.Since _, Term.After _, Term.Before _ -> true;
            case Term.Exact _, Term.ErrorContains _, Term.Compared _, Term.Words _ -> false;
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
