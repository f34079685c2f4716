package io.promptgate.common.guard.scan;

import java.util.Arrays;

/**
 * A text that is JSON itself, as a tool call's arguments are: what it says with the escapes within it resolved, and
 * where in the text each character stands. It is not checked to be JSON.
 */
public final class EscapedText {
    private static final int HEX = 16;

    private final String text;
    private final int[] places;

    private EscapedText(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    /**
     * Resolves what is there.
     *
     * @param whole whether no more comes; if not, an escape that is cut off at the end is left out
     */
    public static EscapedText of(CharSequence raw, boolean whole) {
        StringBuilder text = new StringBuilder(raw.length());
        int[] places = new int[raw.length() + 1];
        int at = 0;
        while (at < raw.length()) {
            places[text.length()] = at;
            char c = raw.charAt(at);
            if (c != '\\') {
                text.append(c);
                at++;
                continue;
            }
            int length = at + 1 < raw.length() && raw.charAt(at + 1) == 'u' ? 6 : 2;
            if (at + length > raw.length()) {
                if (!whole) {
                    break;
                }
                text.append(c);
                at++;
                continue;
            }
            text.append(resolved(raw, at));
            at += length;
        }
        places[text.length()] = at;
        return new EscapedText(text.toString(), Arrays.copyOf(places, text.length() + 1));
    }

    /** What the text says. */
    public String text() {
        return text;
    }

    /** Where a character of {@link #text} stands in the raw text; of one past the last, where that one ends. */
    public int place(int at) {
        return places[at];
    }

    private static char resolved(CharSequence raw, int at) {
        char c = raw.charAt(at + 1);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> hex(raw, at + 2);
            default -> c;
        };
    }

    private static char hex(CharSequence raw, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value * HEX + Math.max(0, Character.digit(raw.charAt(i), HEX));
        }
        return (char) value;
    }
}
