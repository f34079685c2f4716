package io.promptgate.common.guard.scan;

/** Where words begin and end. */
final class WordEdges {
    private WordEdges() {}

    /** Whether no letter or digit stands right before this place. */
    static boolean startsAt(String text, int at) {
        return at == 0 || !isInner(text.codePointBefore(at));
    }

    /** Whether no letter or digit stands at this place. */
    static boolean endsAt(String text, int at) {
        return at >= text.length() || !isInner(text.codePointAt(at));
    }

    /** Whether a stretch of a text is whole words, or ends in what is no part of a word. */
    static boolean isWhole(String text, int from, int to) {
        return (!isInner(text.codePointAt(from)) || startsAt(text, from))
                && (!isInner(text.codePointBefore(to)) || endsAt(text, to));
    }

    private static boolean isInner(int character) {
        if (character < 128) {
            return isAsciiInner((char) character);
        }
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    static boolean isAsciiInner(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
