package io.promptgate.common.guard.scan;

/** A stretch of a text and what stands there instead. */
public record Edit(int from, int to, String mark) {}
