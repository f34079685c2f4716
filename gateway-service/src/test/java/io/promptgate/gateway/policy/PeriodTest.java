package io.promptgate.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and months of budgets. */
final class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T22:59:59Z, Europe/Berlin, 2026-01-30T23:00:00Z, 2025-12-31T23:00:00Z, 2026-01-31T23:00:00Z",
        "2026-01-31T23:00:00Z, Europe/Berlin, 2026-01-31T23:00:00Z, 2026-01-31T23:00:00Z, 2026-02-28T23:00:00Z",
        "2026-12-31T23:59:59Z, UTC, 2026-12-31T00:00:00Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "2028-02-29T12:00:00Z, Asia/Kolkata, 2028-02-28T18:30:00Z, 2028-01-31T18:30:00Z, 2028-02-29T18:30:00Z"
    })
    void beginWhereTheTimeZoneSays(Instant now, String zone, Instant day, Instant month, Instant next) {
        Period period = Period.of(now, ZoneId.of(zone));

        assertThat(period.dayStart()).isEqualTo(day);
        assertThat(period.monthStart()).isEqualTo(month);
        assertThat(period.reset(Rule.MONTHLY_BUDGET_USD)).isEqualTo(next);
    }

    @Test
    void aDayThatSummerTimeShortensHasTwentyThreeHours() {
        Period period = Period.of(Instant.parse("2026-03-29T12:00:00Z"), ZoneId.of("Europe/Berlin"));

        assertThat(Duration.between(period.dayStart(), period.reset(Rule.DAILY_TOKEN_LIMIT)))
                .isEqualTo(Duration.ofHours(23));
    }
}
