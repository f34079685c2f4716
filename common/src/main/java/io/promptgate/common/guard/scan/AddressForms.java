package io.promptgate.common.guard.scan;

import static io.promptgate.common.guard.scan.WordEdges.isDigit;

/** IP addresses as they are written: RFC 3986 for IPv4, RFC 4291 (2.2) for IPv6. */
final class AddressForms {
    private static final int LONGEST_V6 = 45;
    private static final int GROUPS = 8;

    private AddressForms() {}

    /** The end of an IPv4 address that starts here; -1 when none does. */
    static int v4(String text, int from) {
        if (from > 1 && text.charAt(from - 1) == '.' && isDigit(text.charAt(from - 2))) {
            return -1;
        }
        int at = octet(text, from);
        for (int i = 0; i < 3; i++) {
            if (at < 0 || at >= text.length() || text.charAt(at) != '.') {
                return -1;
            }
            at = octet(text, at + 1);
        }
        boolean longer = at > 0 && at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1));
        return at > 0 && !longer && WordEdges.endsAt(text, at) ? at : -1;
    }

    private static int octet(String text, int from) {
        int value = 0;
        int at = from;
        while (at < text.length() && at < from + 4 && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at) - '0';
            at++;
        }
        boolean zeros = at > from + 1 && text.charAt(from) == '0';
        return at == from || value > 255 || zeros ? -1 : at;
    }

    /** The end of an IPv6 address that starts here; -1 when none does. */
    static int v6(String text, int from) {
        if (from > 0 && text.charAt(from - 1) == ':') {
            return -1;
        }
        int end = from;
        boolean digit = false;
        int most = Math.min(text.length(), from + LONGEST_V6 + 2);
        while (end < most && isAddress(text.charAt(end))) {
            digit |= isDigit(text.charAt(end));
            end++;
        }
        int to = trimmed(text, from, end);
        if (!digit || to - from > LONGEST_V6 || to - from < 3 || !WordEdges.endsAt(text, to)) {
            return -1;
        }
        return isV6(text, from, to) ? to : -1;
    }

    /** Without the dot or the colon that ends a sentence. */
    private static int trimmed(String text, int from, int end) {
        int to = end;
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        boolean colon = to > from + 1 && text.charAt(to - 1) == ':' && text.charAt(to - 2) != ':';
        return colon ? to - 1 : to;
    }

    private static boolean isV6(String text, int from, int to) {
        int groups = 0;
        boolean gap = false;
        int at = from;
        if (text.charAt(at) == ':') {
            if (text.charAt(at + 1) != ':') {
                return false;
            }
            at++;
        }
        while (at < to) {
            if (text.charAt(at) == ':') { // the second of two
                if (gap) {
                    return false;
                }
                gap = true;
                at++;
                continue;
            }
            int end = at;
            while (end < to && text.charAt(end) != ':' && text.charAt(end) != '.') {
                end++;
            }
            if (end < to && text.charAt(end) == '.') {
                groups += 2;
                at = v4(text, at);
                return at == to && (gap ? groups < GROUPS : groups == GROUPS);
            }
            if (end == at || end - at > 4) {
                return false;
            }
            groups++;
            at = end + 1;
            if (at == to) {
                return false; // ends in one colon
            }
        }
        return gap ? groups < GROUPS : groups == GROUPS;
    }

    static boolean isAddress(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }
}
