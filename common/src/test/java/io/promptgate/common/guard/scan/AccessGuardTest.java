package io.promptgate.common.guard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.guard.GuardKind;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.IpAllowList;
import io.promptgate.common.guard.TimeWindow;
import io.promptgate.common.guard.TimeWindows;
import io.promptgate.common.guard.Weekday;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessGuardTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "11.1.2.3, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "fd00::1, true",
        "fd00::1%eth0, true",
        "fe80::1, false",
        "not-an-address, false"
    })
    void takesCallsFromTheAddressesOfTheList(String address, boolean taken) {
        AccessGuard guard = guard(new IpAllowList(true, List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8")), null);

        assertThat(guard.refuses(address, NOW)).isEqualTo(taken ? null : GuardKind.IP_ALLOW_LIST);
        assertThat(guard.refuses(null, NOW)).isEqualTo(GuardKind.IP_ALLOW_LIST);
    }

    /** In Berlin it is two hours later in summer, and one in winter; 2026-07-06 and 2026-01-05 are Mondays. */
    @ParameterizedTest
    @CsvSource({
        "2026-07-06T05:59:59Z, false",
        "2026-07-06T06:00:00Z, true",
        "2026-07-06T15:59:59Z, true",
        "2026-07-06T16:00:00Z, false",
        "2026-01-05T06:59:59Z, false",
        "2026-01-05T07:00:00Z, true",
        "2026-07-05T10:00:00Z, false",
        "2026-07-10T19:59:59Z, false",
        "2026-07-10T20:00:00Z, true",
        "2026-07-11T03:59:59Z, true",
        "2026-07-11T04:00:00Z, false"
    })
    void takesCallsInTheWindows(Instant now, boolean taken) {
        AccessGuard guard = guard(
                null,
                new TimeWindows(
                        true,
                        "Europe/Berlin",
                        List.of(
                                new TimeWindow(Set.of(Weekday.MON), "08:00", "18:00"),
                                new TimeWindow(Set.of(Weekday.FRI), "22:00", "06:00"))));

        assertThat(guard.refuses("10.0.0.1", now)).isEqualTo(taken ? null : GuardKind.TIME_WINDOWS);
    }

    @Test
    void aWindowOfTheSameTimesIsAlwaysOpen() {
        AccessGuard guard =
                guard(null, new TimeWindows(true, "UTC", List.of(new TimeWindow(Set.of(), "00:00", "00:00"))));

        assertThat(guard.refuses(null, NOW)).isNull();
    }

    private static AccessGuard guard(@Nullable IpAllowList addresses, @Nullable TimeWindows times) {
        return Objects.requireNonNull(AccessGuard.of(new GuardRules(addresses, times, null, null, null, null, null)));
    }
}
