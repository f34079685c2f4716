package io.promptgate.admin.http;

import io.promptgate.common.pattern.LinearPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Regular expressions with labels, as a body lists them. */
public final class Patterns {
    private static final Rule LABEL = Rule.matching("[a-z0-9_-]{1,32}", "must be 1 to 32 characters of a-z 0-9 _ -");
    private static final Rule PATTERN = Rule.text(LinearPattern.LONGEST);

    private Patterns() {}

    /**
     * Reads a list of at most so many; what is wrong with them is told with the other errors of the body.
     *
     * @param of makes one of a label and a pattern
     */
    public static <T> List<T> read(Fields fields, String field, int most, BiFunction<String, String, T> of) {
        List<T> patterns = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (Fields one : fields.objects(field, most)) {
            String label = one.text("label", LABEL);
            String pattern = one.text("pattern", PATTERN);
            if (!labels.add(label)) {
                one.error("label", "is there twice");
            }
            check(one, pattern);
            one.noMore();
            patterns.add(of.apply(label, pattern));
        }
        return patterns;
    }

    private static void check(Fields one, String pattern) {
        if (pattern.isEmpty()) {
            return; // told already
        }
        try {
            LinearPattern.compile(pattern);
        } catch (IllegalArgumentException e) {
            one.error("pattern", String.valueOf(e.getMessage()));
        }
    }
}
