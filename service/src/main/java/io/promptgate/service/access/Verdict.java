package io.promptgate.service.access;

/** What the table says to a caller. */
public enum Verdict {
    ALLOWED,
    /** 403: the caller sees that it is there, and may not. */
    FORBIDDEN,
    /** 404: to this caller the project does not exist. */
    HIDDEN
}
