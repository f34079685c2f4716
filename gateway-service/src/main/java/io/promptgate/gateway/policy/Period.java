package io.promptgate.gateway.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The calendar day and month that an instant lies in, in the time zone that budgets go by. */
record Period(Instant dayStart, Instant dayEnd, Instant monthStart, Instant monthEnd) {

    static Period of(Instant now, ZoneId zone) {
        LocalDate day = now.atZone(zone).toLocalDate();
        LocalDate month = day.withDayOfMonth(1);
        return new Period(
                start(day, zone), start(day.plusDays(1), zone), start(month, zone), start(month.plusMonths(1), zone));
    }

    boolean holds(Instant instant) {
        return !instant.isBefore(dayStart) && instant.isBefore(dayEnd);
    }

    /** When the budget of this rule begins again. */
    Instant reset(Rule rule) {
        return rule.isMonthly() ? monthEnd : dayEnd;
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
