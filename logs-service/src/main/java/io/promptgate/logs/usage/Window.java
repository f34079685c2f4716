package io.promptgate.logs.usage;

import io.promptgate.common.filter.TimeText;
import io.promptgate.service.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param from the first instant in it
 * @param to the first instant after it
 */
record Window(Instant from, Instant to) {
    private static final Map<String, Duration> NAMED = Map.of(
            "1h", Duration.ofHours(1),
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30));
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Reads the three parameters; without any it is the last 24 hours. A named window has whole minutes and ends with
     * the running one, so that its figures are at hand.
     *
     * @throws ProblemException when they do not fit together
     */
    static Window of(@Nullable String window, @Nullable String from, @Nullable String to, Instant now) {
        if (from == null && to == null) {
            Duration length = NAMED.get(window == null ? "24h" : window);
            if (length == null) {
                throw ProblemException.badParameter("window", "must be 1h, 24h, 7d or 30d");
            }
            return new Window(minute(now.minus(length)), minute(now).plus(1, ChronoUnit.MINUTES));
        }
        if (window != null) {
            throw ProblemException.badParameter("window", "cannot be given together with from and to");
        }
        if (from == null) {
            throw ProblemException.badParameter("from", "is missing: to needs it");
        }
        return between(instant("from", from), to == null ? now : instant("to", to));
    }

    Duration length() {
        return Duration.between(from, to);
    }

    private static Window between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw ProblemException.badParameter("from", "must be earlier than to");
        }
        Window window = new Window(from, to);
        if (window.length().compareTo(LONGEST) > 0) {
            throw ProblemException.badParameter("from", "may be at most " + LONGEST.toDays() + " days before to");
        }
        return window;
    }

    private static Instant minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant instant(String name, String text) {
        Instant instant = TimeText.parse(text);
        if (instant == null) {
            throw ProblemException.badParameter(name, "must be " + TimeText.ALLOWED);
        }
        return instant;
    }
}
