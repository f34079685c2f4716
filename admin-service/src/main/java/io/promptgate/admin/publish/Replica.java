package io.promptgate.admin.publish;

/**
 * A live gateway.
 *
 * @param revision the newest that it is known to serve
 */
record Replica(String name, long revision) {}
