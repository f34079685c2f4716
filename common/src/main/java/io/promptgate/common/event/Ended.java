package io.promptgate.common.event;

/** How a request came to its end; the wire name is the constant in lower case. */
public enum Ended {
    /** The reply, be it success or error, was written whole. */
    COMPLETE,
    /** The client went away before its end. */
    CLIENT_GONE,
    /** The upstream broke off after its first content. */
    UPSTREAM_CUT,
    /** The gateway said no before any upstream was called. */
    REFUSED
}
