package io.promptgate.common.guard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.guard.LabelledPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PiiScannerTest {
    private static final TextGuard PII = Rules.pii();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            write to jane.doe+x@mail.example.co.uk. Thanks | write to [redacted:email]. Thanks
            <mailto:a@b.de> | <mailto:[redacted:email]>
            müller@exämple.de, b@c.org | [redacted:email], [redacted:email]
            at 192.168.0.1:8080 and 10.0.0.255. | at [redacted:ipv4]:8080 and [redacted:ipv4].
            from 2001:db8::1, fe80::1:2 or ::1 | from [redacted:ipv6], [redacted:ipv6] or [redacted:ipv6]
            [2001:0db8:85a3:0000:0000:8a2e:0370:7334]:443 | [[redacted:ipv6]]:443
            ::ffff:10.0.0.1 | [redacted:ipv6]
            IBAN DE89 3704 0044 0532 0130 00 and GB82WEST12345698765432. | IBAN [redacted:iban] and [redacted:iban].
            fr1420041010050500013m02606 | [redacted:iban]
            card 4111 1111 1111 1111, 378282246310005 | card [redacted:credit_card], [redacted:credit_card]
            5555-5555-5555-4444, 6011 1111 1111 1117, 30569309025904! | [redacted:credit_card], [redacted:credit_card], [redacted:credit_card]!
            ssn 123-45-6789, 078 05 1120 | ssn [redacted:us_ssn], [redacted:us_ssn]
            call +49 (151) 1234-5678 now | call [redacted:phone] now
            +14155552671 | [redacted:phone]
            (415) 555-2671 or 415.555.2671 or 1-415-555-2671 | [redacted:phone] or [redacted:phone] or [redacted:phone]
            030 1234567, 0151/12345678, 06 12 34 56 78 | [redacted:phone], [redacted:phone], [redacted:phone]
            0049 151 12345678 | [redacted:phone]
            """)
    void masksPersonalData(String text, String masked) {
        assertThat(Rules.masked(PII, text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "@handle and user@",
                "price: 12@3.50",
                "version 1.2.3 of 2024-01-31 12:34:56.789",
                "1.2.3.4.5",
                "256.1.1.1 and 01.2.3.4",
                "12:34:56 and std::vector<a::b>",
                "foo :: Int -> Int",
                "DE89370400440532013001",
                "XX89370400440532013000",
                "4111 1111 1111 1112",
                "0.4111111111111111",
                "4111111111111111111111",
                "order A4111111111111111",
                "000-45-6789 666-45-6789 900-45-6789 123-00-6789 123-45-0000",
                "123456789",
                "id 20240131123456",
                "2024-01-31 and 31.01.2024 and 05-06-2024 10:15",
                "0.5, 100, 1 000 000",
                "I have 3 apples and (12) pears + 4"
            })
    void leavesOtherTextsAlone(String text) {
        assertThat(Rules.masked(PII, text)).isEqualTo(text);
    }

    @Test
    void masksPatternsOfTheOperatorsUnderTheirLabels() {
        TextGuard guard =
                Rules.pii(new LabelledPattern("staff", "EMP-[0-9]+"), new LabelledPattern("room", "R[0-9]{3}"));

        assertThat(Rules.masked(guard, "EMP-1234 in R101, a@b.de"))
                .isEqualTo("[redacted:staff] in [redacted:room], [redacted:email]");
    }

    @Test
    void makesOneMarkOfWhatOverlaps() {
        assertThat(Rules.masked(Rules.pii(new LabelledPattern("all", "x.*de")), "say x a@b.de ok"))
                .isEqualTo("say [redacted:all] ok");
    }
}
