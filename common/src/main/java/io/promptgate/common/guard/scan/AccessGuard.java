package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.GuardKind;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.IpAllowList;
import io.promptgate.common.guard.TimeWindow;
import io.promptgate.common.guard.TimeWindows;
import io.promptgate.common.net.AddressRange;
import io.promptgate.common.net.IpLiteral;
import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From where and when calls are taken. Immutable, thread-safe. */
public final class AccessGuard {
    private record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        static Window of(TimeWindow window) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            window.days().forEach(day -> days.add(day.day()));
            if (days.isEmpty()) {
                days.addAll(EnumSet.allOf(DayOfWeek.class));
            }
            return new Window(days, LocalTime.parse(window.from()), LocalTime.parse(window.to()));
        }

        boolean isOpen(DayOfWeek day, LocalTime time) {
            if (from.isBefore(to)) {
                return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
            }
            return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
        }
    }

    private final @Nullable List<AddressRange> ranges;
    private final @Nullable List<Window> windows;
    private final ZoneId zone;

    private AccessGuard(@Nullable IpAllowList addresses, @Nullable TimeWindows times) {
        ranges = addresses == null
                ? null
                : addresses.ranges().stream().map(AddressRange::parse).toList();
        windows =
                times == null ? null : times.windows().stream().map(Window::of).toList();
        zone = ZoneId.of(times == null ? "UTC" : times.timeZone());
    }

    /**
     * The rules of access; null when there are none.
     *
     * @throws RuntimeException when one cannot be used: {@link IllegalArgumentException} of a range,
     *     {@link java.time.DateTimeException} of a time
     */
    public static @Nullable AccessGuard of(GuardRules rules) {
        return rules.ipAllowList() == null && rules.timeWindows() == null
                ? null
                : new AccessGuard(rules.ipAllowList(), rules.timeWindows());
    }

    /**
     * The rule that refuses a call; null when none does.
     *
     * @param address the client's, as a number; one that is not known is in no range
     */
    public @Nullable GuardKind refuses(@Nullable String address, Instant now) {
        if (ranges != null && !isAllowed(address, ranges)) {
            return GuardKind.IP_ALLOW_LIST;
        }
        return windows != null && !isOpen(now, windows) ? GuardKind.TIME_WINDOWS : null;
    }

    private static boolean isAllowed(@Nullable String address, List<AddressRange> ranges) {
        InetAddress client =
                address == null ? null : IpLiteral.find(withoutZone(address)).orElse(null);
        if (client == null) {
            return false;
        }
        for (AddressRange range : ranges) {
            if (range.contains(client)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private boolean isOpen(Instant now, List<Window> all) {
        ZonedDateTime here = now.atZone(zone);
        for (Window window : all) {
            if (window.isOpen(here.getDayOfWeek(), here.toLocalTime())) {
                return true;
            }
        }
        return false;
    }
}
