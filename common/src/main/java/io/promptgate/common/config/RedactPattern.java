package io.promptgate.common.config;

/**
 * What must not be in a log, by its form.
 *
 * @param label stands in its place: {@code [redacted:label]}
 * @param pattern a regular expression in RE2's syntax
 */
public record RedactPattern(String label, String pattern) {}
