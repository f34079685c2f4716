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

    static Refusal refusal(String provider, UpstreamFault fault, @Nullable String retryAfter, List<Masked> secrets) {
        String said = Redactor.redact(fault.message(), secrets);
        return switch (fault.status()) {
            case 400, 404, 413, 422, 429 -> passedOn(provider, fault, said, retryAfter);
            case 401, 402, 403 ->
                own(
                        ErrorCode.UPSTREAM_AUTH_FAILED,
                        "The provider " + provider + " refused the gateway's credential.",
                        said,
                        null);
            case 408, 504 ->
                own(ErrorCode.UPSTREAM_TIMEOUT, "The provider " + provider + " ran out of time.", said, retryAfter);
            default ->
                own(
                        ErrorCode.UPSTREAM_ERROR,
                        "The provider " + provider + " failed with status " + fault.status() + ".",
                        said,
                        retryAfter);
        };
    }

    private static Refusal passedOn(String provider, UpstreamFault fault, String said, @Nullable String retryAfter) {
        String message = said.isEmpty()
                ? "The provider " + provider + " refused the request with status " + fault.status() + "."
                : said;
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
