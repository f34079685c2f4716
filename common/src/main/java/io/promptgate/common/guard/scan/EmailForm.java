package io.promptgate.common.guard.scan;

/** E-mail addresses: {@code local@domain.tld}, the domain of at least two labels, as they are written in practice. */
final class EmailForm {
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 120;

    private EmailForm() {}

    /** Looks round an at sign. */
    static void at(String text, int sign, Findings found) {
        int from = localStart(text, sign);
        if (from == sign) {
            return;
        }
        int to = domainEnd(text, sign + 1);
        if (to > 0) {
            found.add(from, to, "email");
        }
    }

    private static int localStart(String text, int sign) {
        int least = Math.max(0, sign - LONGEST_LOCAL);
        int at = sign;
        while (at > least && isLocal(text.charAt(at - 1))) {
            at--;
        }
        while (at < sign && text.charAt(at) == '.') {
            at++;
        }
        return at;
    }

    /** The end of the last label that can be a top-level domain; -1 when there is none. */
    private static int domainEnd(String text, int from) {
        int most = Math.min(text.length(), from + LONGEST_DOMAIN);
        int end = -1;
        int label = from;
        int at = from;
        boolean letters = true;
        while (at <= most) {
            char c = at < most ? text.charAt(at) : 0;
            if (isDomain(c)) {
                letters &= !WordEdges.isDigit(c) && c != '-';
            } else {
                if (label > from && at - label >= 2 && (letters || text.startsWith("xn--", label))) {
                    end = at;
                }
                if (c != '.' || at == label) {
                    return end;
                }
                label = at + 1;
                letters = true;
            }
            at++;
        }
        return end;
    }

    private static boolean isLocal(char c) {
        return isDomain(c) || "._%+'~!#$&*/=?^`{|}".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return WordEdges.isAsciiInner(c) || c == '-' || (c >= 128 && Character.isLetterOrDigit(c));
    }
}
