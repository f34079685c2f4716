package io.promptgate.logs.store;

/** What retention took away: partitions as a whole, and single rows. */
public record Expired(long partitions, long requests, long bodies, long rollups) {}
