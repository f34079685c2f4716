package io.promptgate.service.start;

/** The service must not start as it is configured. The message says in one line what to set. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String line) {
        super(line, null, false, false);
    }
}
