package io.promptgate.logs.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.service.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void readsRowsByTheirHead() {
        assertThat(Csv.rows(
                        "\uFEFFDay,model,Note\r\n2026-01-01,\"a,b\",\"say \"\"hi\"\"\nthere\"\r\n\r\n2026-01-02,,\n"))
                .containsExactly(
                        Map.of("day", "2026-01-01", "model", "a,b", "note", "say \"hi\"\nthere"),
                        Map.of("day", "2026-01-02", "model", "", "note", ""));
        assertThat(Csv.rows("")).isEmpty();
        assertThat(Csv.rows("a,b")).isEmpty();
        assertThat(Csv.rows("a,b\n1,2")).containsExactly(Map.of("a", "1", "b", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1", "a,b\n1,2,3", "a\n\"open", "a,b\n\"x\"y,1"})
    void refusesWhatIsNoTable(String text) {
        assertThatThrownBy(() -> Csv.rows(text)).isInstanceOf(ProblemException.class);
    }
}
