package io.promptgate.common.event;

/** Which API a request came through; the wire name is the constant in lower case. */
public enum Surface {
    WRAPPER,
    GATEWAY
}
