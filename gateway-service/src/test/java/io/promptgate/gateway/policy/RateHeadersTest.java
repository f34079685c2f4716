package io.promptgate.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How limits of requests are told. */
final class RateHeadersTest {

    @ParameterizedTest
    @CsvSource({"0, 0s", "1, 1s", "400, 1s", "12000, 12s", "60001, 1m0s", "360000, 6m0s", "3600001, 60m0s"})
    void showsSpansOfTimeAsOpenAiDoes(long millis, String shown) {
        assertThat(RateHeaders.span(millis)).isEqualTo(shown);
    }
}
