package io.promptgate.logs.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one parameter of a request.
 *
 * @param field the parameter's name
 * @param message what is wrong and what is allowed, for people
 * @param position for a filter: where the piece begins, counted from 1
 * @param piece for a filter: what is wrong
 * @param allowed for a filter: what may stand there
 */
public record FieldError(
        String field,
        String message,
        @Nullable Integer position,
        @Nullable String piece,
        @Nullable List<String> allowed) {
    public FieldError {
        allowed = allowed == null ? null : List.copyOf(allowed);
    }

    static FieldError of(String field, String message) {
        return new FieldError(field, message, null, null, null);
    }
}
