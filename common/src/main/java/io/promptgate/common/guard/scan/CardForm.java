package io.promptgate.common.guard.scan;

import static io.promptgate.common.guard.scan.WordEdges.isDigit;

/** Numbers of payment cards: 13 to 19 digits of a known scheme with a right check digit (ISO/IEC 7812-1, Annex B). */
final class CardForm {
    private static final int LEAST = 13;
    private static final int MOST = 19;
    private static final int LONGEST_GROUP = 6;
    private static final int SHORTEST_GROUP = 4;

    private CardForm() {}

    /** The end of the longest number that starts here; -1 when none does. */
    static int end(String text, int from) {
        if (!isScheme(text, from) || isFraction(text, from)) {
            return -1;
        }
        int[] digits = new int[MOST];
        int count = 0;
        int group = 0;
        char separator = 0;
        int end = -1;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                if (count == MOST) {
                    return end;
                }
                digits[count++] = c - '0';
                group++;
                at++;
                if (count >= LEAST && WordEdges.endsAt(text, at) && fits(digits, count) && isLuhn(digits, count)) {
                    end = at;
                }
            } else if (isSeparator(c, separator)
                    && group >= SHORTEST_GROUP
                    && group <= LONGEST_GROUP
                    && at + 1 < text.length()
                    && isDigit(text.charAt(at + 1))) {
                separator = c;
                group = 0;
                at++;
            } else {
                return end;
            }
        }
        return end;
    }

    private static boolean isSeparator(char c, char before) {
        return (c == ' ' || c == '-') && (before == 0 || before == c);
    }

    /** Whether the digits stand behind a decimal point. */
    private static boolean isFraction(String text, int from) {
        return from > 1 && text.charAt(from - 1) == '.' && isDigit(text.charAt(from - 2));
    }

    private static boolean isScheme(String text, int from) {
        char c = text.charAt(from);
        return c >= '2' && c <= '6';
    }

    /**
     * Whether a scheme gives out numbers that begin so and are so long: Visa (4), Mastercard (51 to 55, 22 to 27), American
     * Express (34, 37), Diners Club (30, 36, 38, 39), JCB (35), Maestro, Discover and UnionPay (50, 56 to 58, 6).
     */
    private static boolean fits(int[] digits, int count) {
        int two = digits[0] * 10 + digits[1];
        return switch (digits[0]) {
            case 4 -> count == 13 || count == 16 || count == 19;
            case 2 -> two >= 22 && two <= 27 && count == 16;
            case 3 ->
                switch (two) {
                    case 34, 37 -> count == 15;
                    case 35 -> count >= 16;
                    case 30, 36, 38, 39 -> count == 14 || count == 16;
                    default -> false;
                };
            case 5 -> (two >= 51 && two <= 55) ? count == 16 : two != 59 && count >= 16;
            default -> count >= 16;
        };
    }

    private static boolean isLuhn(int[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }
}
