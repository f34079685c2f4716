package io.promptgate.admin.revision;

/**
 * What a committed transaction gave.
 *
 * @param revision the one it made, or the newest there was when it changed nothing
 */
public record Committed<T>(T result, long revision) {}
