package io.promptgate.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** USD in billionths. */
final class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1000000000",
        "0.000000001, 1",
        "0.0000000001, 1",
        "0.0000000011, 2",
        "1000000, 1000000000000000",
        "1e30, 1000000000000000"
    })
    void areRoundedUpAndBounded(BigDecimal usd, long billionths) {
        assertThat(Money.of(usd)).isEqualTo(billionths);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10000000000, 10", "2500000, 0.0025", "1234567891, 1.234568", "100000000000, 100"})
    void areShownWithSixDecimalsAtMost(long billionths, String shown) {
        assertThat(Money.shown(billionths)).isEqualTo(shown);
    }
}
