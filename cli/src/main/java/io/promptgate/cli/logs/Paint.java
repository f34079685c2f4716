package io.promptgate.cli.logs;

import java.util.Map;
import java.util.Objects;

/** Colours, where they are wanted: at a terminal, and unless {@code NO_COLOR} says otherwise (no-color.org). */
public final class Paint {
    private static final String RESET = "\u001b[0m";

    private final boolean on;

    private Paint(boolean on) {
        this.on = on;
    }

    /** For this process's standard output. */
    public static Paint of(Map<String, String> environment) {
        // never null since JDK 22, which the annotations do not know yet
        return of(environment, Objects.requireNonNull(System.console()).isTerminal());
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
