package io.promptgate.logs.store;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which transactions a reader has seen the end of: PostgreSQL's {@code pg_snapshot} (documentation, section 9.27.12).
 * All below {@code xmin} are, none from {@code xmax} on are, and between them all but those in progress. Immutable.
 */
public final class Seen {
    private static final Pattern FORM = Pattern.compile("\\d{1,19}:\\d{1,19}:(?:\\d{1,19}(?:,\\d{1,19}){0,999})?");

    private final String text;
    private final long xmax;
    private final long[] inProgress;

    private Seen(String text, long xmax, long[] inProgress) {
        this.text = text;
        this.xmax = xmax;
        this.inProgress = inProgress;
    }

    /** Reads PostgreSQL's own form; empty when it is none. */
    public static Optional<Seen> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            String[] parts = text.split(":", -1);
            long xmin = Long.parseLong(parts[0]);
            long xmax = Long.parseLong(parts[1]);
            long[] inProgress = parts[2].isEmpty()
                    ? new long[0]
                    : Arrays.stream(parts[2].split(",", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
            return isOrdered(xmin, xmax, inProgress) ? Optional.of(new Seen(text, xmax, inProgress)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The end of this transaction was seen. */
    boolean has(long transaction) {
        return transaction < xmax && Arrays.binarySearch(inProgress, transaction) < 0;
    }

    /** Whether all that was seen here was seen there too. */
    public boolean isWithin(Seen later) {
        return xmax <= later.xmax && Arrays.stream(later.inProgress).noneMatch(this::has);
    }

    /** The first transaction that had not begun. */
    long xmax() {
        return xmax;
    }

    /** Those below {@link #xmax} whose end was not seen. */
    Long[] inProgress() {
        return Arrays.stream(inProgress).boxed().toArray(Long[]::new);
    }

    /** PostgreSQL's own form. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seen seen && text.equals(seen.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isOrdered(long xmin, long xmax, long[] inProgress) {
        long before = xmin - 1;
        for (long transaction : inProgress) {
            if (transaction <= before) {
                return false;
            }
            before = transaction;
        }
        return xmin > 0 && before < xmax && xmin <= xmax;
    }
}
