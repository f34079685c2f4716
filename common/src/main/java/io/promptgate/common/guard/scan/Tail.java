package io.promptgate.common.guard.scan;

/** How a finding goes on beyond the text that is known so far. */
public enum Tail {
    /** It does not: its end was seen. */
    NONE {
        @Override
        int extend(String text, int end) {
            return end;
        }
    },
    /** A pattern of the operator's: nothing is known of how it might go on. */
    UNKNOWN {
        @Override
        int extend(String text, int end) {
            return end;
        }
    },
    /** For as long as characters of keys come. */
    TOKEN {
        @Override
        int extend(String text, int end) {
            int at = end;
            while (at < text.length() && isToken(text.charAt(at))) {
                at++;
            }
            return at;
        }
    },
    /** For as long as characters of keys come, and dots between them. */
    DOTTED {
        @Override
        int extend(String text, int end) {
            int at = end;
            while (at < text.length() && (isToken(text.charAt(at)) || isInnerDot(text, at))) {
                at++;
            }
            return at;
        }
    },
    /** Up to the closing line of a PEM block, or for as long as such a block could go on. */
    PEM {
        @Override
        int extend(String text, int end) {
            if (isClosed(text, end)) {
                return end;
            }
            int at = end;
            while (at < text.length() && isPem(text.charAt(at))) {
                at++;
                if (isClosed(text, at)) {
                    return at;
                }
            }
            return at;
        }
    };

    /** What the first and the last line of a private key end with. */
    static final String PEM_END = "PRIVATE KEY-----";

    private static final int LONGEST_LINE = 64;

    /** Where it ends in the text, from where it is known to go to; asked again, it gives the same. */
    abstract int extend(String text, int end);

    static boolean isToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static boolean isInnerDot(String text, int at) {
        return text.charAt(at) == '.' && at + 1 < text.length() && isToken(text.charAt(at + 1));
    }

    private static boolean isClosed(String text, int end) {
        if (!text.startsWith(PEM_END, end - PEM_END.length())) {
            return false;
        }
        String line = text.substring(Math.max(0, end - LONGEST_LINE), end);
        return line.lastIndexOf("-----END ") > line.lastIndexOf("-----BEGIN ");
    }

    private static boolean isPem(char c) {
        return isToken(c) || " \r\n\t+/=:,\\".indexOf(c) >= 0;
    }
}
