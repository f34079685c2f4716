package io.promptgate.common.config;

/**
 * A gateway's word on which revision it serves.
 *
 * @param replica the gateway's name, stable over restarts
 * @param leaving the gateway is stopping and serves nothing any more
 */
public record ConfigAck(String replica, long revision, boolean leaving) {}
