package io.promptgate.common.filter;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One condition of a query. Excluded, it matches exactly the records that it otherwise would not. */
public sealed interface Term {

    /** Whether a minus stood before it. */
    boolean excluded();

    /** The term as it may stand in a query. */
    String text();

    /**
     * The key's value is one of these, letter by letter.
     *
     * @param key of the kind {@link FilterKey.Kind#EXACT}
     * @param values at least one, each valid for the key; ids in lower case
     */
    record Exact(FilterKey key, List<String> values, boolean excluded) implements Term {
        public Exact {
            values = List.copyOf(values);
        }

        @Override
        public String text() {
            return Quoting.keyed(excluded, key, values, Quoting::value);
        }
    }

    /**
     * The error's code or message contains one of these, upper and lower case alike.
     *
     * @param parts at least one, none empty
     */
    record ErrorContains(List<String> parts, boolean excluded) implements Term {
        public ErrorContains {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return Quoting.keyed(excluded, FilterKey.ERROR, parts, Quoting::value);
        }
    }

    /**
     * The key's number keeps one of these bounds; a record without that number keeps none.
     *
     * @param key of the kind {@link FilterKey.Kind#COMPARED}
     * @param bounds at least one
     */
    record Compared(FilterKey key, List<Bound> bounds, boolean excluded) implements Term {
        public Compared {
            bounds = List.copyOf(bounds);
        }

        @Override
        public String text() {
            return Quoting.keyed(excluded, key, bounds, Bound::text);
        }
    }

    /**
     * A number and the side of it that is meant.
     *
     * @param number milliseconds, tokens or USD; never negative; without closing zeros
     */
    record Bound(Comparison comparison, BigDecimal number) {
        public Bound {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }

        String text() {
            return comparison.sign() + number.toPlainString();
        }
    }

    /** Created no longer ago than this, in whole seconds. */
    record Since(Duration age, boolean excluded) implements Term {
        @Override
        public String text() {
            return Quoting.keyed(excluded, FilterKey.SINCE, List.of(age), Ages::text);
        }
    }

    /** Created at this time or later. */
    record After(Instant at, boolean excluded) implements Term {
        @Override
        public String text() {
            return Quoting.keyed(excluded, FilterKey.AFTER, List.of(at), Instant::toString);
        }
    }

    /** Created earlier than this. */
    record Before(Instant at, boolean excluded) implements Term {
        @Override
        public String text() {
            return Quoting.keyed(excluded, FilterKey.BEFORE, List.of(at), Instant::toString);
        }
    }

    /**
     * Model, alias, error or a body contains this, upper and lower case alike.
     *
     * @param part not empty
     */
    record Words(String part, boolean excluded) implements Term {
        @Override
        public String text() {
            return (excluded ? "-" : "") + Quoting.word(part);
        }
    }
}
