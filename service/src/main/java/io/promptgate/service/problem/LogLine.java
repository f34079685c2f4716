package io.promptgate.service.problem;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a failure on one line of the log. Messages of failures can carry data, and data must not begin a new line. */
public final class LogLine {
    private static final int CAUSES_MAX = 5;
    private static final int LENGTH_MAX = 500;

    private LogLine() {}

    /** The failure and its causes, without control characters. */
    public static String of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .map(cause -> of(cause.toString()))
                .collect(Collectors.joining(", caused by "));
    }

    /** The text, without control characters and cut to a readable length. */
    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
        return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + "…";
    }
}
