package io.promptgate.admin.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, for example {@code name}, {@code presets.top_p}, {@code scopes[1]}
 * @param message what is allowed
 */
public record FieldError(String field, String message) {}
