package io.promptgate.gateway.flow;

import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.edge.ErrorBody;
import io.promptgate.gateway.edge.Refusal;
import io.promptgate.gateway.provider.UpstreamFault;
import io.promptgate.gateway.record.Redactor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's error means to the client. Its complaint about the request itself (400, 404, 413, 422, 429) is
 * passed on with its words; its refusal of our credential is our fault (502), and so is its own failure.
 */
final class Faults {
    private static final int LONGEST_DETAIL = 500;

    private Faults() {}

    /**
     * The answer to the client.
     *
     * @param retryAfterSaid the provider's header, passed on if it is what RFC 9110, 10.2.3 allows
     */
    static Refusal refusal(String provider, UpstreamFault said, @Nullable String retryAfterSaid, List<Masked> secrets) {
        UpstreamFault fault = redacted(said, secrets);
        String retryAfter = RetryAfter.of(retryAfterSaid);
        return switch (fault.status()) {
            case 400, 404, 413, 422, 429 -> passedOn(provider, fault, retryAfter);
            case 401, 402, 403 ->
                own(
                        ErrorCode.UPSTREAM_AUTH_FAILED,
                        "The provider " + provider + " refused the gateway's credential.",
                        fault.message(),
                        null);
            case 408, 504 ->
                own(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The provider " + provider + " ran out of time.",
                        fault.message(),
                        retryAfter);
            default ->
                own(
                        ErrorCode.UPSTREAM_ERROR,
                        "The provider " + provider + " failed with status " + fault.status() + ".",
                        fault.message(),
                        retryAfter);
        };
    }

    private static UpstreamFault redacted(UpstreamFault said, List<Masked> secrets) {
        return new UpstreamFault(
                said.status(),
                Redactor.redact(said.message(), secrets),
                redacted(said.type(), secrets),
                redacted(said.param(), secrets),
                redacted(said.code(), secrets));
    }

    private static @Nullable String redacted(@Nullable String text, List<Masked> secrets) {
        return text == null ? null : Redactor.redact(text, secrets);
    }

    private static Refusal passedOn(String provider, UpstreamFault fault, @Nullable String retryAfter) {
        String message = fault.message().isEmpty()
                ? "The provider " + provider + " refused the request with status " + fault.status() + "."
                : fault.message();
        String type = fault.type() == null ? "invalid_request_error" : fault.type();
        return new Refusal(
                fault.status(),
                ErrorCode.UPSTREAM_ERROR,
                message,
                null,
                retryAfter,
                ErrorBody.of(message, type, fault.param(), fault.code()));
    }

    private static Refusal own(ErrorCode code, String message, String said, @Nullable String retryAfter) {
        String detail = said.isEmpty() ? null : "It said: " + cut(said);
        return new Refusal(
                code.status(),
                code,
                message,
                detail,
                retryAfter,
                ErrorBody.of(message, code.type(), null, code.wire()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }
}
