package io.promptgate.gateway.edge;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * An error as the client gets it.
 *
 * @param code what the record and the metrics say
 * @param detail for the record alone, beyond what the client reads
 * @param retryAfter the header's value as the upstream gave it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Refusal(
        int status,
        ErrorCode code,
        String message,
        @Nullable String detail,
        @Nullable String retryAfter,
        byte[] body) {

    /** The only place where a failure becomes an answer; what is not an {@link ApiException} is our own fault. */
    public static Refusal of(Throwable failure) {
        ApiException answer = failure instanceof ApiException api
                ? api
                : new ApiException(ErrorCode.INTERNAL_ERROR, "The gateway failed; the fault is in its log.");
        ErrorCode code = answer.code();
        return new Refusal(
                code.status(),
                code,
                answer.text(),
                null,
                retryAfter(answer),
                ErrorBody.of(answer.text(), code.type(), answer.param(), code.wire()));
    }

    private static @Nullable String retryAfter(ApiException answer) {
        Long seconds = answer.retryAfterSeconds();
        if (seconds != null) {
            return seconds.toString();
        }
        return answer.code() == ErrorCode.OVERLOADED ? "1" : null;
    }

    /** What the record keeps. */
    public String told() {
        return detail == null ? message : message + " " + detail;
    }
}
