package io.promptgate.admin.http;

import io.promptgate.service.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: up to {@code limit} items after the one of this id, in order of creation.
 *
 * @param limit from 1 to 200; 50 when not said
 */
public record Slice(int limit, UUID after) {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;
    private static final UUID START = new UUID(0, 0);

    /**
     * Reads {@code ?limit=&after=}.
     *
     * @throws ProblemException 400 when one is not of the allowed form
     */
    public static Slice of(@Nullable String limit, @Nullable String after) {
        return new Slice(limit == null ? LIMIT_DEFAULT : limit(limit), after == null ? START : cursor(after));
    }

    /** How many rows to fetch: one more than asked for tells whether there is a next slice. */
    public int fetch() {
        return limit + 1;
    }

    /** The answer's page from the rows fetched. */
    public <R, V> Page<V> page(List<R> fetched, Function<R, V> view, Function<R, UUID> id) {
        List<R> rows = fetched.size() > limit ? fetched.subList(0, limit) : fetched;
        String next = fetched.size() > limit ? id.apply(rows.getLast()).toString() : null;
        return new Page<>(rows.stream().map(view).toList(), next);
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw ProblemException.badParameter("limit", "must be a whole number from 1 to " + LIMIT_MAX);
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.badParameter("after", "must be the next of the list's previous answer");
        }
    }
}
