package io.promptgate.common.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people write them: after {@code after:} and {@code before:}, and wherever else a time is asked for. */
public final class TimeText {
    /** What is allowed, in words for people. */
    public static final String ALLOWED = "an RFC 3339 time or a date: 2026-11-22T10:00:00Z, 2026-11-22";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private TimeText() {}

    /**
     * Reads an RFC 3339 time or a date, which is its first instant in UTC.
     *
     * @return null when the text is neither, or outside the years 0000 to 9999
     */
    public static @Nullable Instant parse(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            Instant instant =
                    OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            return year < 0 || year > 9999 ? null : instant;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
