package io.promptgate.logs.query;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.Term;
import io.promptgate.common.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds filters with bare words in time, since no index helps to find a word in a body. */
@Singleton
public final class WordsWindow {
    private final SearchConfig config;

    @Inject
    WordsWindow(SearchConfig config) {
        this.config = config;
    }

    /**
     * What is searched.
     *
     * @param filter the filter with its bound
     * @param from the bound; null where the filter is as it was asked for
     */
    public record Bounded(Filter filter, @Nullable Instant from) {

        /** What the caller is told; null where there is nothing to tell. */
        public @Nullable String notice() {
            return from == null
                    ? null
                    : "Bare words are searched in bodies, here back to " + Json.time(from)
                            + " alone; with since: or after: in the filter they are searched as far back as it says.";
        }
    }

    /** The filter as it is, or back to the bound alone where it has bare words and says no time to begin with. */
    public Bounded of(Filter filter, Instant now) {
        CoveredTime covered = CoveredTime.of(filter, now);
        boolean words = filter.terms().stream().anyMatch(Term.Words.class::isInstance);
        if (!words || !covered.isOpenBackwards()) {
            return new Bounded(filter, null);
        }
        Instant end = covered.to().isBefore(now) ? covered.to() : now;
        Instant from = end.minus(config.wordsWindow());
        List<Term> terms = new ArrayList<>(filter.terms());
        terms.add(new Term.After(from, false));
        return new Bounded(new Filter(terms), from);
    }
}
