package io.promptgate.common.filter;

import org.jspecify.annotations.Nullable;

/**
 * Text in which upper and lower case are alike: each character in its own lower case, one for one, as
 * {@code lower} does it in PostgreSQL, and not by the rules of any language.
 */
final class FoldedText {
    private FoldedText() {}

    static String of(String text) {
        int first = firstChanged(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text.length()).append(text, 0, first);
        text.codePoints()
                .skip(text.codePointCount(0, first))
                .forEach(c -> folded.appendCodePoint(Character.toLowerCase(c)));
        return folded.toString();
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : of(text);
    }

    /** Where the first character stands that has another lower case; the length where there is none. */
    private static int firstChanged(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (Character.toLowerCase(character) != character) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }
}
