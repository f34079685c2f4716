package io.promptgate.common.guard.scan;

import static io.promptgate.common.guard.scan.WordEdges.isDigit;

/** Telephone numbers: international (ITU-T E.123 and E.164), North American, and with a leading zero. */
final class PhoneForms {
    private static final int LEAST = 8;
    private static final int MOST = 15;
    private static final int LEAST_NATIONAL = 9;
    private static final int MOST_NATIONAL = 12;
    private static final int LONGEST = 30;

    private PhoneForms() {}

    /** The end of a number that starts with a plus, an opening bracket or a digit here; -1 when none does. */
    static int end(String text, int from) {
        char c = text.charAt(from);
        if (c == '+') {
            return international(text, from, from + 1, false);
        }
        if (c == '(') {
            return american(text, from);
        }
        if (c == '0') {
            return text.startsWith("00", from) ? international(text, from, from + 2, true) : national(text, from);
        }
        return american(text, from);
    }

    private static int international(String text, int from, int first, boolean separated) {
        if (first >= text.length() || text.charAt(first) < '1' || text.charAt(first) > '9') {
            return -1;
        }
        return groups(text, from, first, LEAST, MOST, separated);
    }

    /** A zero and an area code of two digits or more, a separator, and the rest; or five pairs as in France. */
    private static int national(String text, int from) {
        int area = digits(text, from);
        boolean pairs = area == 2;
        if ((!pairs && (area < 3 || area > 6)) || text.charAt(from + 1) == '0') {
            return -1;
        }
        if (pairs) {
            int at = from + 2;
            for (int i = 0; i < 4; i++) {
                if (at >= text.length() || !isSeparator(text.charAt(at)) || digits(text, at + 1) != 2) {
                    return -1;
                }
                at += 3;
            }
            return WordEdges.endsAt(text, at) ? at : -1;
        }
        char separator = from + area < text.length() ? text.charAt(from + area) : 0;
        return separator == ' ' || separator == '-' || separator == '/'
                ? groups(text, from, from, LEAST_NATIONAL, MOST_NATIONAL, true)
                : -1;
    }

    /** Digits and single separators, or a bracket with one, from a place on; the longest end of a group that fits. */
    private static int groups(String text, int from, int first, int least, int most, boolean separated) {
        int count = 0;
        int separators = 0;
        int between = 0;
        int end = -1;
        int at = first;
        while (at < text.length() && at - from < LONGEST) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                count++;
                between = 0;
                at++;
                boolean groupEnds = WordEdges.endsAt(text, at);
                if (count > most) {
                    return end;
                }
                if (groupEnds && count >= least && (!separated || separators > 0)) {
                    end = at;
                }
            } else if (between < 2 && count > 0 && (isSeparator(c) || c == '(' || c == ')')) {
                between++;
                separators++;
                at++;
            } else {
                return end;
            }
        }
        return end;
    }

    /** {@code (415) 555-2671}, {@code 415-555-2671}, with or without a leading 1. */
    private static int american(String text, int from) {
        int at = from;
        if (text.startsWith("1", from) && from + 1 < text.length() && isSeparator(text.charAt(from + 1))) {
            at = from + 2;
        }
        boolean bracket = at < text.length() && text.charAt(at) == '(';
        at += bracket ? 1 : 0;
        if (digits(text, at) != 3 || text.charAt(at) < '2') {
            return -1;
        }
        at += 3;
        if (bracket) {
            if (at >= text.length() || text.charAt(at) != ')') {
                return -1;
            }
            at++;
            at += at < text.length() && text.charAt(at) == ' ' ? 1 : 0;
        } else if (at < text.length() && isSeparator(text.charAt(at))) {
            at++;
        } else {
            return -1;
        }
        if (digits(text, at) != 3 || at + 3 >= text.length() || !isSeparator(text.charAt(at + 3))) {
            return -1;
        }
        at += 4;
        return digits(text, at) == 4 && WordEdges.endsAt(text, at + 4) ? at + 4 : -1;
    }

    /** How many digits stand here, as far as it matters. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && at < from + 7 && isDigit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '/';
    }
}
