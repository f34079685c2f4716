package io.promptgate.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Writes lines for a person. Thread-safe: a line is never torn. */
public final class Terminal {
    private final PrintStream out;

    public Terminal(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A part with what became of it, in two columns. */
    public void progress(String part, String what) {
        say("  " + String.format(Locale.ROOT, "%-16s", part) + " " + what);
    }

    /** For example {@code 850 ms}, {@code 4.2 s}, {@code 3 min 12 s}, {@code 2 h 5 min}. */
    public static String show(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toHours() == 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
