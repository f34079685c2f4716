package io.promptgate.common.guard;

import java.util.Locale;

/** The rules there are. In the order in which they are applied and shown. */
public enum GuardKind {
    IP_ALLOW_LIST,
    TIME_WINDOWS,
    CONTENT_LENGTH,
    KEYWORD_BLOCKLIST,
    PROMPT_INJECTION,
    SECRET_SCANNER,
    PII_FILTER;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, in records and in metrics. */
    public String wire() {
        return wire;
    }
}
