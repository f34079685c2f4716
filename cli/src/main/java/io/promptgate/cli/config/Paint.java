package io.promptgate.cli.config;

/** Colours a difference: green for what is made, yellow for what changes, red for what goes. */
public final class Paint {
    private static final String END = "\033[0m";

    private Paint() {}

    /** A line of a difference in its colour. */
    public static String line(String line) {
        String colour = switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> "\033[32m";
            case '~' -> "\033[33m";
            case '-' -> "\033[31m";
            default -> "";
        };
        return colour.isEmpty() ? line : colour + line + END;
    }
}
