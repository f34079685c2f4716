package io.promptgate.common.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Makes a pattern ready for use, whose time is linear in a text's length, whatever the pattern. */
public final class LinearPattern {
    /** Characters of a pattern. */
    public static final int LONGEST = 500;

    private static final int LARGEST = 2_000;

    private LinearPattern() {}

    /**
     * Compiles a pattern in RE2's syntax.
     *
     * @throws IllegalArgumentException when it cannot be used; the message is the end of a sentence that begins with its
     *     name
     */
    public static Pattern compile(String pattern) {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw new IllegalArgumentException("must be 1 to " + LONGEST + " characters");
        }
        if (PatternSize.of(pattern) > LARGEST) {
            throw new IllegalArgumentException(
                    "repeats too much: written out it must have at most " + LARGEST + " characters and classes");
        }
        try {
            Pattern compiled = Pattern.compile(pattern);
            if (compiled.matcher("").find()) {
                throw new IllegalArgumentException("matches the empty text, which is everywhere");
            }
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression of RE2: " + e.getDescription(), e);
        }
    }
}
