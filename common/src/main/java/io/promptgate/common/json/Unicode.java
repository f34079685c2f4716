package io.promptgate.common.json;

/** Texts that came from elsewhere and may hold half a surrogate pair, which JSON can escape but UTF-8 cannot say. */
public final class Unicode {
    private static final char INSTEAD = '?';

    private Unicode() {}

    /** Whether every surrogate has its other half. */
    public static boolean isWellFormed(String text) {
        return firstHalf(text, 0) < 0;
    }

    /** The text with a question mark for each half; the same object where there is none. */
    public static String wellFormed(String text) {
        int at = firstHalf(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text);
        while (at >= 0) {
            result.setCharAt(at, INSTEAD);
            at = firstHalf(text, at + 1);
        }
        return result.toString();
    }

    private static int firstHalf(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int character = text.codePointAt(at); // a half without its other is a code point of its own
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return at;
            }
            at += Character.charCount(character);
        }
        return -1;
    }
}
