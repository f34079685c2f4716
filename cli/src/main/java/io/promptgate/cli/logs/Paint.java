package io.promptgate.cli.logs;

import java.io.Console;
import java.util.Map;

/** Colours, where they are wanted: at a terminal, and unless {@code NO_COLOR} says otherwise (no-color.org). */
public final class Paint {
    private static final String RESET = "\u001b[0m";

    private final boolean on;

    private Paint(boolean on) {
        this.on = on;
    }

    /** For this process's standard output. */
    @SuppressWarnings("SystemConsoleNull") // null without a terminal in JDK 25 again, unlike in 22 to 24
    public static Paint of(Map<String, String> environment) {
        Console console = System.console();
        return of(environment, console != null && console.isTerminal());
    }

    static Paint of(Map<String, String> environment, boolean terminal) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Paint(terminal && !unwanted);
    }

    String red(String text) {
        return on ? "\u001b[31m" + text + RESET : text;
    }

    String bold(String text) {
        return on ? "\u001b[1m" + text + RESET : text;
    }
}
