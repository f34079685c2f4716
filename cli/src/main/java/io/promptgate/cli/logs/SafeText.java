package io.promptgate.cli.logs;

/**
 * Text that somebody else wrote, for a terminal: what would move the cursor, change colours, hide or turn round other
 * text is shown as an escape.
 */
public final class SafeText {
    private static final String ELLIPSIS = "…";

    private SafeText() {}

    /** The text on one line, with nothing in it that a terminal obeys. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    /** The same, cut to so many characters, the last of which is then an ellipsis. */
    public static String cut(String text, int most) {
        String safe = of(text);
        if (safe.codePointCount(0, safe.length()) <= most) {
            return safe;
        }
        return safe.substring(0, safe.offsetByCodePoints(0, most - 1)) + ELLIPSIS;
    }

    private static void append(StringBuilder safe, int c) {
        switch (c) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isObeyed(c)) {
                    safe.append(c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
                } else {
                    safe.appendCodePoint(c);
                }
            }
        }
    }

    /** Control characters, also of the range above ASCII; marks of direction and other invisible ones; no characters. */
    private static boolean isObeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
