package io.promptgate.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"PT0.85S, 850 ms", "PT4.23S, 4.2 s", "PT3M12S, 3 min 12 s", "PT26H5M, 26 h 5 min"})
    void showsTimesForPeople(Duration time, String shown) {
        assertThat(Terminal.show(time)).isEqualTo(shown);
    }
}
