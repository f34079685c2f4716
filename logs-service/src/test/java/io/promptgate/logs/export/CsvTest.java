package io.promptgate.logs.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.Sample;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "plain~plain",
                "a,b~\"a,b\"",
                "say \"hi\"~\"say \"\"hi\"\"\"",
                "=1+2~'=1+2",
                "+49~'+49",
                "-1~'-1",
                "@SUM(A1)~'@SUM(A1)",
                "=cmd|' /C calc'!A0~'=cmd|' /C calc'!A0",
                "=HYPERLINK(\"x\",1)~\"'=HYPERLINK(\"\"x\"\",1)\"",
                "a=1~a=1",
            })
    void protectsAText(String text, String cell) {
        assertThat(Csv.cell(text)).isEqualTo(cell);
    }

    @Test
    void quotesLineEndsAndLeavesNumbersAlone() {
        assertThat(Csv.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(Csv.cell("\tx")).isEqualTo("'\tx");
        assertThat(Csv.cell("\rx")).isEqualTo("\"'\rx\"");
        assertThat(Csv.cell(new BigDecimal("1E-7"))).isEqualTo("0.0000001");
        assertThat(Csv.cell(-5)).isEqualTo("-5");
        assertThat(Csv.cell(null)).isEmpty();
    }

    @Test
    void hasAsManyCellsInEachRowAsInTheHeader() {
        // Given
        Csv csv = new Csv(true);

        // When
        String head = new String(csv.head(), StandardCharsets.UTF_8);
        String row = new String(csv.record(new Sample(UuidV7.next()).record()), StandardCharsets.UTF_8);

        // Then
        assertThat(head).startsWith("kind,id,created_at,").endsWith("request_body,response_body\r\n");
        assertThat(row).startsWith("request,").endsWith("\r\n");
        assertThat(row.chars().filter(c -> c == ',').count())
                .isEqualTo(head.chars().filter(c -> c == ',').count());
    }
}
