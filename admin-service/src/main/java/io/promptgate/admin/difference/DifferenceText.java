package io.promptgate.admin.difference;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.admin.difference.Difference.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences for people: a line for each thing, begun by {@code +}, {@code ~} or {@code -}, and one for each field. */
public final class DifferenceText {
    private static final int LONGEST = 120;

    private DifferenceText() {}

    /** The text; each line ends with a line feed. */
    public static String of(List<Difference> changes) {
        StringBuilder text = new StringBuilder();
        changes.forEach(change -> write(change, text));
        Summary summary = Summary.of(changes);
        text.append(
                changes.isEmpty()
                        ? "Nothing to do.\n"
                        : "%d to create, %d to change, %d to remove.\n"
                                .formatted(summary.create(), summary.change(), summary.remove()));
        return text.toString();
    }

    private static void write(Difference change, StringBuilder text) {
        text.append(sign(change.action()))
                .append(' ')
                .append(title(change.kind(), change.project(), change.name()))
                .append('\n');
        change.fields().forEach(field -> {
            text.append("    ").append(field.field()).append(": ");
            if (change.action() == Action.CHANGE) {
                text.append(show(field.before())).append(" → ");
            }
            text.append(show(field.after())).append('\n');
        });
    }

    private static char sign(Action action) {
        return switch (action) {
            case CREATE -> '+';
            case CHANGE -> '~';
            case REMOVE -> '-';
        };
    }

    /** A thing in words. */
    public static String title(String kind, @Nullable String project, String name) {
        return kind + " " + (project == null ? "" : project + " / ") + name;
    }

    private static String show(@Nullable JsonNode value) {
        if (value == null) {
            return "(none)";
        }
        String text = value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
