package io.promptgate.common.guard.scan;

import static io.promptgate.common.guard.scan.WordEdges.isDigit;

/**
 * The form of a provider's keys: a prefix that they publish for scanners, and behind it characters that look random.
 *
 * @param label names the kind
 * @param least how many characters of a key follow the prefix at least
 * @param bits the least entropy of them, per character; hexadecimal has at most 4
 * @param tail what a key goes on with
 */
record SecretForm(String label, String prefix, int least, double bits, Tail tail) {
    /** How much of a key tells whether it is one. */
    private static final int LOOKED_AT = 64;

    static SecretForm of(String label, String prefix, int least) {
        return new SecretForm(label, prefix, least, 3.0, Tail.TOKEN);
    }

    static SecretForm hex(String label, String prefix, int least) {
        return new SecretForm(label, prefix, least, 2.5, Tail.TOKEN);
    }

    static SecretForm dotted(String label, String prefix, int least) {
        return new SecretForm(label, prefix, least, 3.0, Tail.DOTTED);
    }

    /** The end of a key whose prefix starts here; -1 when it is none. */
    int end(String text, int from) {
        if (!text.startsWith(prefix, from)) {
            return -1;
        }
        int body = from + prefix.length();
        int most = Math.min(text.length(), body + LOOKED_AT);
        boolean digit = false;
        boolean letter = false;
        int at = body;
        while (at < most && isBody(text, at)) {
            digit |= isDigit(text.charAt(at));
            letter |= WordEdges.isAsciiInner(text.charAt(at)) && !isDigit(text.charAt(at));
            at++;
        }
        boolean random = at - body >= least && digit && letter && Entropy.of(text, body, at) >= bits;
        return random ? tail.extend(text, at) : -1;
    }

    private boolean isBody(String text, int at) {
        char c = text.charAt(at);
        return Tail.isToken(c) || (tail == Tail.DOTTED && c == '.');
    }
}
