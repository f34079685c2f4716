package io.promptgate.admin.revision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A change in the making. The work adds what it changed; nothing added means that nothing changed, and no revision is
 * made. Rows that the work writes take {@link #number} as their version. Not thread-safe.
 */
public final class Change {
    private final long number;
    private final Instant at;
    private final List<Changed> things = new ArrayList<>();

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

    public void add(Changed thing) {
        things.add(thing);
    }

    List<Changed> things() {
        return things;
    }
}
