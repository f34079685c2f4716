package io.promptgate.logs.store;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterKey;
import io.promptgate.common.filter.Term;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A filter as a condition on {@code logs.request r}. Values become parameters, never text of the statement. An excluded
 * term holds for exactly the rows for which the term does not, also where a column is null.
 */
final class FilterToSql {
    private final Parameters parameters;
    private final Instant now;

    /** For a statement that has these parameters so far; ages count back from {@code now}. */
    FilterToSql(Parameters parameters, Instant now) {
        this.parameters = parameters;
        this.now = now;
    }

    /** The condition, in parentheses where it needs them; {@code true} for the filter that everything matches. */
    String condition(Filter filter) {
        return filter.terms().isEmpty()
                ? "true"
                : filter.terms().stream().map(this::term).collect(Collectors.joining(" AND "));
    }

    private String term(Term term) {
        String condition = switch (term) {
            case Term.Exact exact -> exact(exact);
            case Term.ErrorContains error -> error(error);
            case Term.Compared compared -> compared(compared);
            case Term.Since since -> "r.created_at >= " + time(now.minus(since.age()));
            case Term.After after -> "r.created_at >= " + time(after.at());
            case Term.Before before -> "r.created_at < " + time(before.at());
            case Term.Words words -> words(words.part());
        };
        return term.excluded() ? "(" + condition + ") IS NOT TRUE" : "(" + condition + ")";
    }

    private String exact(Term.Exact term) {
        List<String> values = term.values();
        return switch (term.key()) {
            case STATUS -> status(values);
            case PROVIDER -> oneOf("r.provider", values);
            case MODEL -> oneOf("r.model", values);
            case ALIAS -> oneOf("r.alias", values);
            case ENDPOINT -> oneOf("r.endpoint_slug", values);
            case TOKEN -> token(values);
            case ENV -> oneOf("r.env", values);
            case CODE -> oneOf("r.error_code", values);
            case HTTP ->
                any("r.http_status", values.stream().map(Integer::valueOf).toArray(Integer[]::new));
            case STREAM -> any("r.stream", values.stream().map(Boolean::valueOf).toArray(Boolean[]::new));
            case ID -> ids(values);
            case ERROR, LATENCY, TTFT, TOKENS, COST, SINCE, AFTER, BEFORE -> throw notOfThisKind(term.key());
        };
    }

    /** Spelled out, so that the index on errors serves. */
    private static String status(List<String> values) {
        if (Set.copyOf(values).size() == 2) {
            return "true";
        }
        return values.contains("ok") ? "r.ok" : "NOT r.ok";
    }

    private String token(List<String> values) {
        UUID[] ids = values.stream().flatMap(FilterToSql::uuid).toArray(UUID[]::new);
        String byName = oneOf("r.token_name", values);
        return ids.length == 0 ? byName : byName + " OR " + any("r.token_id", ids);
    }

    /** With the time that each id carries, so that the primary key serves. */
    private String ids(List<String> values) {
        return values.stream()
                .map(UUID::fromString)
                .map(id -> "(r.created_at = " + parameters.add(RecordKey.createdAt(id)) + " AND r.id = "
                        + parameters.add(id) + ")")
                .collect(Collectors.joining(" OR "));
    }

    private String error(Term.ErrorContains term) {
        String patterns = parameters.add(
                term.parts().stream().map(LikePattern::containing).toArray(String[]::new));
        return "r.error_message ILIKE ANY (" + patterns + ") OR r.error_code ILIKE ANY (" + patterns + ")";
    }

    private String compared(Term.Compared term) {
        String column = switch (term.key()) {
            case LATENCY -> "r.latency_ms";
            case TTFT -> "r.ttft_ms";
            case TOKENS -> "r.total_tokens";
            case COST -> "r.cost_usd";
            case STATUS, PROVIDER, MODEL, ALIAS, ENDPOINT, TOKEN, ENV, CODE, HTTP -> throw notOfThisKind(term.key());
            case STREAM, ID, ERROR, SINCE, AFTER, BEFORE -> throw notOfThisKind(term.key());
        };
        return term.bounds().stream()
                .map(bound -> column + operator(bound) + number(term.key(), bound))
                .collect(Collectors.joining(" OR "));
    }

    private String number(FilterKey key, Term.Bound bound) {
        return key == FilterKey.COST
                ? parameters.add(bound.number())
                : parameters.add(bound.number().longValueExact());
    }

    private static String operator(Term.Bound bound) {
        return switch (bound.comparison()) {
            case AT_LEAST -> " >= ";
            case AT_MOST -> " <= ";
            case MORE -> " > ";
            case LESS -> " < ";
            case EQUAL -> " = ";
        };
    }

    /**
     * The bodies by a scalar subquery, row by row: an {@code EXISTS} within an {@code OR} lets PostgreSQL search the
     * bodies of all projects first.
     */
    private String words(String part) {
        String facts = parameters.add(LikePattern.containing(part));
        String bodies = parameters.add(LikePattern.containingInJson(part).toArray(String[]::new));
        return """
                r.model ILIKE %1$s OR r.alias ILIKE %1$s OR r.error_message ILIKE %1$s OR r.error_code ILIKE %1$s \
                OR (SELECT b.request_text ILIKE ANY (%2$s) OR b.response_text ILIKE ANY (%2$s) \
                FROM logs.request_body b WHERE b.created_at = r.created_at AND b.id = r.id)""".formatted(facts, bodies);
    }

    private String oneOf(String column, List<String> values) {
        return any(
                column,
                values.stream()
                        .map(value -> Objects.requireNonNull(StoredText.cut(value, StoredText.NAME)))
                        .toArray(String[]::new));
    }

    /** A single value by equality: only then an index on the column also gives the order, newest first. */
    private String any(String column, Object[] values) {
        if (values.length == 1) {
            return column + " = " + parameters.add(values[0]);
        }
        return column + " = ANY (" + parameters.add(values) + ")";
    }

    private String time(Instant instant) {
        return parameters.add(instant.atOffset(ZoneOffset.UTC));
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
