package io.promptgate.gateway.provider.anthropic;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;

/** The two ways in which a field of a request is refused. The sentence starts with the field's path. */
final class Refused {
    private static final int LONGEST_PATH = 200;

    private Refused() {}

    /** The field is sound, but cannot be said in Anthropic's language. */
    static ApiException unsupported(String path, String why) {
        return refusal(ErrorCode.UNSUPPORTED_PARAMETER, path, why);
    }

    /** The field is not what OpenAI's API asks for. */
    static ApiException invalid(String path, String why) {
        return refusal(ErrorCode.INVALID_REQUEST, path, why);
    }

    private static ApiException refusal(ErrorCode code, String path, String why) {
        String shown = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
        return new ApiException(code, "The field " + shown + " " + why + ".", shown);
    }
}
