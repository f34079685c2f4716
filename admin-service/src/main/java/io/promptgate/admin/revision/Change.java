package io.promptgate.admin.revision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change in the making. The work adds what it changed; nothing added means that nothing changed, and no revision is
 * made. Rows that the work writes take {@link #number} as their version. Not thread-safe.
 */
public final class Change {
    private final long number;
    private final Instant at;
    private final List<Entry> entries = new ArrayList<>();

    Change(long number, Instant at) {
        this.number = number;
        this.at = at;
    }

    /** The revision that this becomes when it is committed. */
    public long number() {
        return number;
    }

    /** The time of the change, in milliseconds. */
    public Instant at() {
        return at;
    }

    /**
     * Notes what was changed, for the revision and, with how it looked before and after, for the audit. Both are
     * views as callers see them: they are written as JSON at once, with secrets masked.
     *
     * @param before null for something new
     * @param after null for something that is gone
     */
    public void add(Changed thing, @Nullable Object before, @Nullable Object after) {
        entries.add(new Entry(thing, Shown.json(before), Shown.json(after)));
    }

    List<Entry> entries() {
        return entries;
    }

    /**
     * A line of the audit in the making.
     *
     * @param before JSON, with secrets masked
     * @param after JSON, with secrets masked
     */
    record Entry(
            Changed thing,
            @Nullable String before,
            @Nullable String after) {}
}
