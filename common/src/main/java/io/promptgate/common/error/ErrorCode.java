package io.promptgate.common.error;

import java.util.Locale;

/**
 * Every code a client of the gateway can see, with its HTTP status and the {@code type} of OpenAI's error body.
 * The wire name is the constant in lower case; it is also the label in metrics.
 */
public enum ErrorCode {
    INVALID_JSON(400, "invalid_request_error"),
    INVALID_REQUEST(400, "invalid_request_error"),
    UNSUPPORTED_PARAMETER(400, "invalid_request_error"),
    WRONG_PROJECT_TYPE(400, "invalid_request_error"),
    PROVIDER_NOT_ENABLED(400, "invalid_request_error"),
    INVALID_API_KEY(401, "authentication_error"),
    BUDGET_EXHAUSTED(402, "insufficient_quota"),
    INSUFFICIENT_SCOPE(403, "permission_error"),
    PROJECT_MISMATCH(403, "permission_error"),
    PROJECT_INACTIVE(403, "permission_error"),
    MODEL_NOT_FOUND(404, "invalid_request_error"),
    NOT_FOUND(404, "invalid_request_error"),
    METHOD_NOT_ALLOWED(405, "invalid_request_error"),
    REQUEST_TIMEOUT(408, "invalid_request_error"),
    REQUEST_TOO_LARGE(413, "invalid_request_error"),
    GUARDRAIL_BLOCKED(422, "invalid_request_error"),
    TOKEN_CAP_EXCEEDED(422, "invalid_request_error"),
    RATE_LIMIT_EXCEEDED(429, "rate_limit_error"),
    HEADERS_TOO_LARGE(431, "invalid_request_error"),
    INTERNAL_ERROR(500, "server_error"),
    UPSTREAM_ERROR(502, "upstream_error"),
    UPSTREAM_AUTH_FAILED(502, "upstream_error"),
    UPSTREAM_INVALID_RESPONSE(502, "upstream_error"),
    CREDENTIAL_MISSING(502, "upstream_error"),
    PROVIDER_DISABLED(503, "server_error"),
    OVERLOADED(503, "server_error"),
    UPSTREAM_TIMEOUT(504, "upstream_error");

    private final int status;
    private final String type;
    private final String wire;

    ErrorCode(int status, String type) {
        this.status = status;
        this.type = type;
        this.wire = name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The {@code type} member of OpenAI's error body. */
    public String type() {
        return type;
    }

    /** The {@code code} member on the wire, and the label in metrics. */
    public String wire() {
        return wire;
    }
}
