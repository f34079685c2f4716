package io.promptgate.common.guard.scan;

/** Keeps track of whether a place in a JSON text is within a string. */
final class Quotes {
    private boolean within;
    private boolean escape;

    void pass(CharSequence raw, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (escape) {
                escape = false;
            } else if (c == '\\') {
                escape = within;
            } else if (c == '"') {
                within = !within;
            }
        }
    }

    /** A mark as it fits here: in quotes of its own outside of strings. */
    String fit(String mark) {
        return within ? mark : '"' + mark + '"';
    }
}
