package io.promptgate.common.filter;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the ages of {@code since:}, such as {@code 15m}. */
final class Ages {
    private static final Duration MOST = Duration.ofDays(3_650);
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhdw])");
    private static final List<String> UNITS = List.of("w", "d", "h", "m", "s");

    private Ages() {}

    /** The age, or null when the text is none or is out of bounds. */
    static @Nullable Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        Duration age = unit(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
        return age.isZero() || age.compareTo(MOST) > 0 ? null : age;
    }

    /** The age in the largest unit that divides it. */
    static String text(Duration age) {
        for (String unit : UNITS) {
            long seconds = unit(unit).toSeconds();
            if (age.toSeconds() % seconds == 0) {
                return age.toSeconds() / seconds + unit;
            }
        }
        throw new IllegalArgumentException("an age is in whole seconds: " + age);
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "w" -> Duration.ofDays(7);
            case "d" -> Duration.ofDays(1);
            case "h" -> Duration.ofHours(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofSeconds(1);
        };
    }
}
