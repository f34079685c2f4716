package io.promptgate.service.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field or parameter of a request.
 *
 * @param field its path or name, for example {@code name}, {@code presets.top_p}, {@code scopes[1]}
 * @param message what is wrong and what is allowed, for people
 * @param line for a document: where it stands, counted from 1
 * @param position for a filter: where the piece begins, counted from 1
 * @param piece for a filter: what is wrong
 * @param allowed for a filter: what may stand there
 */
public record FieldError(
        String field,
        String message,
        @Nullable Integer line,
        @Nullable Integer position,
        @Nullable String piece,
        @Nullable List<String> allowed) {
    public FieldError {
        allowed = allowed == null ? null : List.copyOf(allowed);
    }

    /** Of anything but a filter. */
    public static FieldError of(String field, String message) {
        return of(field, message, null);
    }

    /** Of a document whose lines are known. */
    public static FieldError of(String field, String message, @Nullable Integer line) {
        return new FieldError(field, message, line, null, null, null);
    }
}
