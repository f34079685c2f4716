package io.promptgate.common.filter;

import java.util.List;
import java.util.stream.Collectors;

/** A parsed query: a record matches when it matches every term; without terms everything matches. */
public record Filter(List<Term> terms) {
    /** How many characters a query may have. */
    public static final int MAX_LENGTH = 2_000;
    /** How many terms a query may have. */
    public static final int MAX_TERMS = 40;
    /** How many values one key may be given, separated by commas. */
    public static final int MAX_VALUES = 50;

    public static final Filter EVERYTHING = new Filter(List.of());

    public Filter {
        terms = List.copyOf(terms);
    }

    /**
     * Reads a query.
     *
     * @throws FilterException when it is no query; says which piece is wrong, where, and what is allowed
     */
    public static Filter parse(String query) {
        return new FilterParser(query).parse();
    }

    /** The query in its plainest form; parsed again it gives an equal filter. */
    public String text() {
        return terms.stream().map(Term::text).collect(Collectors.joining(" "));
    }
}
