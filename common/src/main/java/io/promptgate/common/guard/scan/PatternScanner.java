package io.promptgate.common.guard.scan;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.promptgate.common.guard.LabelledPattern;
import io.promptgate.common.pattern.LinearPattern;

/** Looks for a pattern of the operator's. */
final class PatternScanner implements TextScanner {
    private final Pattern pattern;
    private final String label;

    /**
     * Makes a pattern ready.
     *
     * @throws IllegalArgumentException when it cannot be used
     */
    PatternScanner(LabelledPattern rule) {
        pattern = LinearPattern.compile(rule.pattern());
        label = rule.label();
    }

    @Override
    public void scan(String text, Findings found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                found.add(matcher.start(), matcher.end(), label, Tail.UNKNOWN);
            }
        }
    }
}
