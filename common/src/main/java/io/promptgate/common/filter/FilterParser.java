package io.promptgate.common.filter;

import io.promptgate.common.text.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a query from left to right, one character ahead. One object per query. */
final class FilterParser {
    private static final List<String> QUOTE_IT = List.of("the same text in \"quotation marks\"");
    private static final String SIGNS = "<>";

    private final String query;
    private int at;

    /** A value with the place where it stands. */
    private record Value(String text, int offset) {}

    FilterParser(String query) {
        this.query = query;
    }

    Filter parse() {
        if (query.length() > Filter.MAX_LENGTH) {
            throw new FilterException(
                    "the query is too long",
                    Filter.MAX_LENGTH,
                    query.substring(Filter.MAX_LENGTH),
                    List.of(Filter.MAX_LENGTH + " characters"));
        }
        List<Term> terms = new ArrayList<>();
        for (skipSpace(); !atEnd(); skipSpace()) {
            if (terms.size() == Filter.MAX_TERMS) {
                throw wrong("too many terms", at, List.of(Filter.MAX_TERMS + " terms"));
            }
            terms.add(term());
        }
        return new Filter(terms);
    }

    private Term term() {
        int start = at;
        boolean excluded = eat('-');
        if (atBreak()) {
            throw wrong("nothing follows the minus", start, QUOTE_IT);
        }
        if (query.charAt(at) == '"') {
            Value quoted = quoted();
            breakAfterQuote();
            return new Term.Words(quoted.text(), excluded);
        }
        int keyStart = at;
        String head = upTo(":");
        if (!atBreak()) {
            return keyed(keyStart, head, excluded);
        }
        return bare(keyStart, head, excluded);
    }

    private Term keyed(int start, String word, boolean excluded) {
        FilterKey key = FilterKey.find(word).orElseThrow(() -> unknown(word, start));
        at++;
        return term(key, values(key), excluded);
    }

    /** A word without a colon; {@code latency>5} is read as {@code latency:>5}. */
    private Term bare(int start, String word, boolean excluded) {
        int sign = 0;
        while (sign < word.length() && SIGNS.indexOf(word.charAt(sign)) < 0) {
            sign++;
        }
        FilterKey key = FilterKey.find(word.substring(0, sign)).orElse(null);
        if (key == null || key.kind() != FilterKey.Kind.COMPARED || sign == word.length()) {
            return new Term.Words(word, excluded);
        }
        at = start + sign;
        return term(key, values(key), excluded);
    }

    private Term term(FilterKey key, List<Value> values, boolean excluded) {
        return switch (key.kind()) {
            case EXACT -> new Term.Exact(key, read(key, values, v -> ValueReader.exact(key, v)), excluded);
            case SUBSTRING -> new Term.ErrorContains(read(key, values, v -> v), excluded);
            case COMPARED -> new Term.Compared(key, read(key, values, v -> ValueReader.bound(key, v)), excluded);
            case TIME -> time(key, values, excluded);
        };
    }

    private Term time(FilterKey key, List<Value> values, boolean excluded) {
        if (values.size() > 1) {
            throw wrong(key.word() + " takes one value", values.get(1).offset(), List.of(key.allowed()));
        }
        if (key == FilterKey.SINCE) {
            Duration age = read(key, values, Ages::parse).getFirst();
            return new Term.Since(age, excluded);
        }
        Instant instant = read(key, values, TimeText::parse).getFirst();
        return key == FilterKey.AFTER ? new Term.After(instant, excluded) : new Term.Before(instant, excluded);
    }

    private <T> List<T> read(FilterKey key, List<Value> values, Function<String, @Nullable T> reader) {
        List<T> result = new ArrayList<>(values.size());
        for (Value value : values) {
            T one = reader.apply(value.text());
            if (one == null) {
                throw new FilterException(
                        "not a value of " + key.word(), value.offset(), value.text(), List.of(key.allowed()));
            }
            result.add(one);
        }
        return result;
    }

    private List<Value> values(FilterKey key) {
        List<Value> values = new ArrayList<>();
        do {
            if (values.size() == Filter.MAX_VALUES) {
                throw wrong("too many values for " + key.word(), at, List.of(Filter.MAX_VALUES + " values"));
            }
            values.add(value(key));
        } while (eat(','));
        return values;
    }

    private Value value(FilterKey key) {
        int start = at;
        Value value;
        if (!atEnd() && query.charAt(at) == '"') {
            value = quoted();
            if (atEnd() || query.charAt(at) != ',') {
                breakAfterQuote();
            }
        } else {
            value = new Value(upTo(","), start);
        }
        if (value.text().isEmpty()) {
            throw wrong("a value of " + key.word() + " is missing", start, List.of(key.allowed()));
        }
        return value;
    }

    private Value quoted() {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (!atEnd() && query.charAt(at) != '"') {
            if (query.charAt(at) == '\\' && at + 1 < query.length()) {
                at++;
            }
            text.append(query.charAt(at++));
        }
        if (!eat('"')) {
            throw wrong(
                    "the closing quotation mark is missing", start, List.of("\"text\", with \\\" for a mark in it"));
        }
        if (text.isEmpty()) {
            throw wrong("there is nothing between the quotation marks", start, List.of("\"text\""));
        }
        return new Value(text.toString(), start);
    }

    private void breakAfterQuote() {
        if (!atBreak()) {
            throw wrong("a space is missing after the closing quotation mark", at, List.of("a space"));
        }
    }

    /** All characters up to white space or one of {@code stops}. */
    private String upTo(String stops) {
        int start = at;
        while (!atBreak() && stops.indexOf(query.charAt(at)) < 0) {
            at++;
        }
        return query.substring(start, at);
    }

    private void skipSpace() {
        while (!atEnd() && atBreak()) {
            at++;
        }
    }

    private boolean eat(char wanted) {
        if (atEnd() || query.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private boolean atBreak() {
        return atEnd() || Character.isWhitespace(query.charAt(at));
    }

    private boolean atEnd() {
        return at == query.length();
    }

    private FilterException unknown(String word, int start) {
        String nearest = Nearest.of(word, FilterKey.words());
        String hint = nearest == null ? "unknown key" : "unknown key (did you mean " + nearest + "?)";
        return new FilterException(hint, start, word, FilterKey.words());
    }

    /** Names the piece from the offset up to the next white space. */
    private FilterException wrong(String reason, int offset, List<String> allowed) {
        at = offset;
        return new FilterException(reason, offset, upTo(""), allowed);
    }
}
