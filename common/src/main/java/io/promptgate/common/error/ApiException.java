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
    private final @Nullable String scope;
    private final @Nullable Long retryAfterSeconds;

    public ApiException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * An answer that names the field at fault.
     *
     * @param param the name of the request's field that is at fault
     */
    public ApiException(ErrorCode code, String message, @Nullable String param) {
        this(code, message, param, null, null);
    }

    private ApiException(
            ErrorCode code,
            String message,
            @Nullable String param,
            @Nullable String scope,
            @Nullable Long retryAfterSeconds) {
        super(message, null, false, false);
        this.code = code;
        this.param = param;
        this.scope = scope;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /**
     * An answer that names the limit that was met, and when it is worth to come again.
     *
     * @param scope the limit, such as {@code token.rate_limit_per_minute}
     * @param retryAfterSeconds null when waiting does not help, or not for long
     */
    public static ApiException limited(ErrorCode code, String message, String scope, @Nullable Long retryAfterSeconds) {
        return new ApiException(code, message, null, scope, retryAfterSeconds);
    }

    /** The same answer in other words. */
    public ApiException saying(String text) {
        return new ApiException(code, text, param, scope, retryAfterSeconds);
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable String param() {
        return param;
    }

    /** The limit that was met; null when it was none. */
    public @Nullable String scope() {
        return scope;
    }

    /** After how many whole seconds the same request may be let in; null when nothing is known of it. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The text for the client; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? code.wire() : message;
    }
}
