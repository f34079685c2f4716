package io.promptgate.common.guard;

import java.util.List;

/**
 * When calls are taken; at all other times they are refused.
 *
 * @param timeZone an id of the IANA time zone database
 * @param windows of which one must be open
 */
public record TimeWindows(boolean enabled, String timeZone, List<TimeWindow> windows) implements GuardRule {

    /** Lists may be absent on the wire. */
    public TimeWindows {
        timeZone = timeZone == null ? "UTC" : timeZone;
        windows = windows == null ? List.of() : List.copyOf(windows);
    }

    @Override
    public GuardKind kind() {
        return GuardKind.TIME_WINDOWS;
    }
}
