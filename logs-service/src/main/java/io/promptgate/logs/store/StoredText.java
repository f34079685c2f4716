package io.promptgate.logs.store;

import org.jspecify.annotations.Nullable;

/**
 * Text as PostgreSQL can keep it. It cannot keep U+0000, which becomes U+2400 (␀), nor half a surrogate pair, which
 * becomes U+FFFD; and an index cannot keep a text of any length, so that names are cut.
 */
final class StoredText {
    /** How many characters of a name or another indexed fact are kept. */
    static final int NAME = 300;
    /** How many characters of an error's message or another free text are kept. */
    static final int PROSE = 4_000;

    private static final char NUL_SHOWN = '\u2400';
    private static final char REPLACEMENT = '\uFFFD';
    private static final char ELLIPSIS = '…';

    private StoredText() {}

    /** The text, cut to its first characters; one that was cut ends with an ellipsis. */
    static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text == null ? null : whole(text);
        }
        return whole(text.substring(0, most - 1)) + ELLIPSIS;
    }

    static String whole(String text) {
        int bad = firstBad(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text);
        for (; bad >= 0; bad = firstBad(text, bad + 1)) {
            result.setCharAt(bad, text.charAt(bad) == 0 ? NUL_SHOWN : REPLACEMENT);
        }
        return result.toString();
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !paired(text, i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
