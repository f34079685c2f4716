package io.promptgate.common.guard.scan;

/** Looks for keys and tokens of the well-known forms, JSON web tokens, and private keys. */
final class SecretFinder implements TextScanner {
    private static final String PEM_START = "-----BEGIN ";
    private static final int LONGEST_PEM_NAME = 40;
    private static final String JWT_START = "eyJ";
    private static final int LEAST_JWT_PART = 10;
    private static final int LONGEST_JWT_HEAD = 200;

    @Override
    public void scan(String text, Findings found) {
        int length = text.length();
        boolean inner = false;
        Runs runs = new Runs();
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            if (WordEdges.isAsciiInner(c)) {
                if (!inner) {
                    key(text, at, c, found, runs);
                }
                inner = true;
                continue;
            }
            inner = c == '_';
            if (c == '-' && at >= runs.pemEnd && text.startsWith(PEM_START, at)) {
                pem(text, at, found, runs);
            }
        }
    }

    /** Where what was found ends: what begins before that ends there too, so that none is walked through twice. */
    private static final class Runs {
        private int tokenEnd;
        private int dottedEnd;
        private int pemEnd;

        boolean covers(int at, Tail tail) {
            return at < dottedEnd || (tail == Tail.TOKEN && at < tokenEnd);
        }

        void note(int end, Tail tail) {
            if (tail == Tail.DOTTED) {
                dottedEnd = end;
            } else {
                tokenEnd = end;
            }
        }
    }

    private static void key(String text, int at, char first, Findings found, Runs runs) {
        SecretForm[] forms = SecretForms.of(first);
        if (forms != null) {
            for (SecretForm form : forms) {
                int end = runs.covers(at, form.tail()) ? -1 : form.end(text, at);
                if (end > 0) {
                    found.add(at, end, form.label(), form.tail());
                    runs.note(end, form.tail());
                    return;
                }
            }
        }
        if (first == 'e' && !runs.covers(at, Tail.DOTTED) && text.startsWith(JWT_START, at)) {
            jwt(text, at, found, runs);
        }
    }

    /** Two parts of base64url, each a JSON object, and a signature (RFC 7519). */
    private static void jwt(String text, int from, Findings found, Runs runs) {
        int most = Math.min(text.length(), from + LONGEST_JWT_HEAD);
        int at = from;
        while (at < most && Tail.isToken(text.charAt(at))) {
            at++;
        }
        if (at - from >= LEAST_JWT_PART && text.startsWith("." + JWT_START, at)) {
            int end = Tail.DOTTED.extend(text, at);
            found.add(from, end, "jwt", Tail.DOTTED);
            runs.note(end, Tail.DOTTED);
        }
    }

    private static void pem(String text, int from, Findings found, Runs runs) {
        int name = from + PEM_START.length();
        int end = text.indexOf(Tail.PEM_END, name, Math.min(text.length(), name + LONGEST_PEM_NAME));
        if (end < 0) {
            return;
        }
        for (int i = name; i < end; i++) {
            char c = text.charAt(i);
            if (c != ' ' && (c < 'A' || c > 'Z')) {
                return;
            }
        }
        runs.pemEnd = Tail.PEM.extend(text, end + Tail.PEM_END.length());
        found.add(from, runs.pemEnd, "private_key", Tail.PEM);
    }
}
