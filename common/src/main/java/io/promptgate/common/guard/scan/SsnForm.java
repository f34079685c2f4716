package io.promptgate.common.guard.scan;

import static io.promptgate.common.guard.scan.WordEdges.isDigit;

/** Social security numbers of the United States with their separators; what was never given out is none (ssa.gov). */
final class SsnForm {
    private static final int LENGTH = 11;

    private SsnForm() {}

    /** The end of a number that starts here; -1 when none does. */
    static int end(String text, int from) {
        int end = from + LENGTH;
        if (end > text.length()) {
            return -1;
        }
        char separator = text.charAt(from + 3);
        if ((separator != '-' && separator != ' ') || text.charAt(from + 6) != separator) {
            return -1;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (i != 3 && i != 6 && !isDigit(text.charAt(from + i))) {
                return -1;
            }
        }
        boolean given = text.charAt(from) != '9'
                && !text.startsWith("000", from)
                && !text.startsWith("666", from)
                && !text.startsWith("00", from + 4)
                && !text.startsWith("0000", from + 7);
        boolean inner = from > 1 && text.charAt(from - 1) == '-' && isDigit(text.charAt(from - 2));
        return given && !inner && WordEdges.endsAt(text, end) ? end : -1;
    }
}
