package io.promptgate.common.filter;

import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one value after a key; null means that it is not a value of that key. */
final class ValueReader {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,12})?)(ms|s)?");
    private static final Pattern HTTP_STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private ValueReader() {}

    static @Nullable String exact(FilterKey key, String text) {
        return switch (key) {
            case STATUS -> Set.of("ok", "error").contains(text) ? text : null;
            case STREAM -> Set.of("true", "false").contains(text) ? text : null;
            case HTTP -> HTTP_STATUS.matcher(text).matches() ? text : null;
            case ID -> UUID_FORM.matcher(text).matches() ? UUID.fromString(text).toString() : null;
            default -> text;
        };
    }

    static Term.@Nullable Bound bound(FilterKey key, String text) {
        Comparison comparison = Comparison.of(text);
        Matcher form = NUMBER.matcher(text.substring(comparison.sign().length()));
        if (!form.matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(form.group(1));
        String unit = form.group(2);
        boolean time = key == FilterKey.LATENCY || key == FilterKey.TTFT;
        if (unit != null && !time) {
            return null;
        }
        BigDecimal value = "s".equals(unit) ? number.movePointRight(3) : number;
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        return key == FilterKey.COST || whole ? new Term.Bound(comparison, value) : null;
    }
}
