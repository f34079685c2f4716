package io.promptgate.common.secret;

/** A sealed secret that cannot be opened. The message says why and never holds the secret. */
public final class UnsealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsealException(String message) {
        super(message);
    }
}
