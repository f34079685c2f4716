package io.promptgate.common.guard;

/**
 * Personal data of the operator's own kind.
 *
 * @param label names the kind; it stands in place of a match: {@code [redacted:label]}
 * @param pattern a regular expression in RE2's syntax
 */
public record LabelledPattern(String label, String pattern) {}
