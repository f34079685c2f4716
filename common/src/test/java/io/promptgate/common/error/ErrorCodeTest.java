package io.promptgate.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

    @ParameterizedTest
    @EnumSource
    void hasAStatusATypeAndAName(ErrorCode code) {
        assertThat(code.status()).isBetween(400, 504);
        assertThat(code.wire()).matches("[a-z]+(_[a-z]+)*");
        assertThat(code.type())
                .isIn(
                        "invalid_request_error",
                        "authentication_error",
                        "permission_error",
                        "insufficient_quota",
                        "rate_limit_error",
                        "upstream_error",
                        "server_error");
        assertThat(code.status() >= 500).isEqualTo(code.type().matches("upstream_error|server_error"));
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_API_KEY, 401, invalid_api_key",
        "MODEL_NOT_FOUND, 404, model_not_found",
        "UPSTREAM_AUTH_FAILED, 502, upstream_auth_failed",
        "UPSTREAM_TIMEOUT, 504, upstream_timeout",
    })
    void keepsItsWord(ErrorCode code, int status, String wire) {
        assertThat(code.status()).isEqualTo(status);
        assertThat(code.wire()).isEqualTo(wire);
    }

    @Test
    void carriesTheTextForTheClientAndNoStackTrace() {
        // When
        ApiException e = new ApiException(ErrorCode.MODEL_NOT_FOUND, "no such model", "model");

        // Then
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
        assertThat(e.text()).isEqualTo("no such model");
        assertThat(e.param()).isEqualTo("model");
        assertThat(e.getStackTrace()).isEmpty();
        assertThat(new ApiException(ErrorCode.OVERLOADED, "busy").param()).isNull();
    }
}
