package io.promptgate.logs.query;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.Term;
import io.promptgate.common.id.UuidV7;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The time that a filter covers: no record outside of it matches.
 *
 * @param from the first instant in it
 * @param to the first instant after it
 */
public record CoveredTime(Instant from, Instant to) {
    private static final CoveredTime ALL = new CoveredTime(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    /** Of a filter whose ages count back from {@code now}. */
    public static CoveredTime of(Filter filter, Instant now) {
        CoveredTime covered = ALL;
        for (Term term : filter.terms()) {
            covered = switch (term) {
                case Term.After after -> covered.cut(after.at(), after.excluded());
                case Term.Since since -> covered.cut(now.minus(since.age()), since.excluded());
                case Term.Before before -> covered.cut(before.at(), !before.excluded());
                case Term.Exact _, Term.ErrorContains _, Term.Compared _, Term.Words _ -> covered;
            };
        }
        return covered;
    }

    /** Whether it has no beginning. */
    boolean isOpenBackwards() {
        return from.equals(ALL.from);
    }

    /** The part that a page covers which begins after the record of this id. */
    public CoveredTime before(@Nullable UUID id) {
        // a gap may have begun within the record's own millisecond
        return id == null ? this : cut(Instant.ofEpochMilli(UuidV7.millis(id) + 1), true);
    }

    /** The part from an instant on, or the part before it. */
    private CoveredTime cut(Instant at, boolean before) {
        if (before) {
            return new CoveredTime(from, at.isBefore(to) ? at : to);
        }
        return new CoveredTime(at.isAfter(from) ? at : from, to);
    }
}
