package io.promptgate.common.guard.scan;

import static io.promptgate.common.guard.scan.WordEdges.isDigit;

/** International bank account numbers: each country's length (ISO 13616 registry) and a right checksum (ISO 7064). */
final class IbanForm {
    private static final String LENGTHS =
            "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27"
                    + "GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25"
                    + "MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24"
                    + "SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";
    private static final int LETTERS = 26;
    private static final byte[] BY_COUNTRY = byCountry();

    private IbanForm() {}

    /** The end of a number that starts here; -1 when none does. */
    static int end(String text, int from) {
        if (from + 4 >= text.length() || !isDigit(text.charAt(from + 2)) || !isDigit(text.charAt(from + 3))) {
            return -1;
        }
        int length = length(upper(text.charAt(from)), upper(text.charAt(from + 1)));
        int head = 0;
        int rest = 0;
        int count = 0;
        int at = from;
        while (count < length && at < text.length()) {
            char c = upper(text.charAt(at));
            if (c == ' ' || c == '-') {
                if (count % 4 != 0) {
                    return -1;
                }
            } else if (!isDigit(c) && !(c >= 'A' && c <= 'Z')) {
                return -1;
            } else {
                if (count < 4) {
                    head = take(head, c);
                } else {
                    rest = take(rest, c);
                }
                count++;
            }
            at++;
        }
        boolean whole = length > 0 && count == length && WordEdges.endsAt(text, at);
        return whole && checks(rest, head) ? at : -1;
    }

    /** The first four characters count behind the rest: two letters and two digits are six digits. */
    private static boolean checks(int rest, int head) {
        return (rest * 1_000_000L + head) % 97 == 1;
    }

    /** Adds a character to a number modulo 97; the head stays below 10^6 and is exact. */
    private static int take(int sofar, char c) {
        int value = isDigit(c) ? c - '0' : c - 'A' + 10;
        int shifted = value > 9 ? sofar * 100 + value : sofar * 10 + value;
        return shifted >= 1_000_000 ? shifted % 97 : shifted;
    }

    private static int length(char first, char second) {
        return isLetter(first) && isLetter(second) ? BY_COUNTRY[(first - 'A') * LETTERS + second - 'A'] : 0;
    }

    private static byte[] byCountry() {
        byte[] lengths = new byte[LETTERS * LETTERS];
        for (int i = 0; i < LENGTHS.length(); i += 4) {
            lengths[(LENGTHS.charAt(i) - 'A') * LETTERS + LENGTHS.charAt(i + 1) - 'A'] =
                    Byte.parseByte(LENGTHS.substring(i + 2, i + 4));
        }
        return lengths;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
    }
}
