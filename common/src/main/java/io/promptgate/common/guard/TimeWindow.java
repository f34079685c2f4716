package io.promptgate.common.guard;

import java.util.Set;

/**
 * A stretch of the day on some days of the week.
 *
 * @param days on which it begins; none = all
 * @param from as {@code HH:mm}, from then on
 * @param to as {@code HH:mm}, until just before; not after {@code from} = on the next day
 */
public record TimeWindow(Set<Weekday> days, String from, String to) {
    /** Days may be absent on the wire. */
    public TimeWindow {
        days = days == null ? Set.of() : Set.copyOf(days);
    }
}
