package io.promptgate.gateway.policy;

/**
 * How a limit of requests stands.
 *
 * @param remaining requests that would be let in now
 * @param resetMillis until the oldest request that counts is forgotten
 */
record Rate(long limit, long remaining, long resetMillis) {}
