package io.promptgate.common.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that ends in an answer other than success. The message is shown to the client, so it never holds a
 * secret, a host name or a foreign exception's text. Carries no stack trace: it is an answer, not a fault.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String param;

    public ApiException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * An answer that names the field at fault.
     *
     * @param param the name of the request's field that is at fault
     */
    public ApiException(ErrorCode code, String message, @Nullable String param) {
        super(message, null, false, false);
        this.code = code;
        this.param = param;
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable String param() {
        return param;
    }

    /** The text for the client; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? code.wire() : message;
    }
}
