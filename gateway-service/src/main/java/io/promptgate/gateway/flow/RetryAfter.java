package io.promptgate.gateway.flow;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a provider says of when to come back, in seconds or as a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** The header's value for the client, fractions of a second rounded up; null when it is none. */
    static @Nullable String of(@Nullable String said) {
        if (said == null) {
            return null;
        }
        String value = said.strip();
        int dot = value.indexOf('.');
        if (dot < 0) {
            return isNumber(value) || isDate(value) ? value : null;
        }
        String whole = value.substring(0, dot);
        return isNumber(whole) && isNumber(value.substring(dot + 1)) ? Long.toString(Long.parseLong(whole) + 1) : null;
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String text) {
        try {
            DateTimeFormatter.RFC_1123_DATE_TIME.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
