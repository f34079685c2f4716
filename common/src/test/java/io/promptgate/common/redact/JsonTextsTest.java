package io.promptgate.common.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTextsTest {
    private static final Redactions MAIL = Redactions.of(List.of(new RedactPattern("mail", "[a-zé\"]+@[a-z]+")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":"joe@x","n":1.50}                    | {"a":"[redacted:mail]","n":1.50}
                    {"a" : ["x joe@x y", {"b":"é@x"}] }       | {"a" : ["x [redacted:mail] y", {"b":"[redacted:mail]"}] }
                    {"joe@x":"joe@x"}                         | {"joe@x":"[redacted:mail]"}
                    {"joe@x" : 1}                             | {"joe@x" : 1}
                    {"a":"\\u006aoe@x\\n"}                    | {"a":"[redacted:mail]\\n"}
                    {"a":"say \\"@x now"}                     | {"a":"say [redacted:mail] now"}
                    {"a":"\\ud83d joe@x"}                     | {"a":"? [redacted:mail]"}
                    "joe@x"                                   | "[redacted:mail]"
                    {"a":"joe@x                               | {"a":"[redacted:mail]
                    {"a":"x\\                                 | {"a":"x\\
                    """)
    void changesStringValuesAlone(String json, String expected) {
        assertThat(text(JsonTexts.redact(bytes(json), MAIL))).isEqualTo(expected);
    }

    @Test
    void copiesNothingWhereNothingIsFound() {
        byte[] json = bytes("{\"a\":\"b\"}");
        assertThat(JsonTexts.redact(json, MAIL)).isSameAs(json);
    }

    @Test
    void findsWhatLiesAcrossThePiecesOfAStream() {
        // Given
        String events = """
                data: {"choices":[{"delta":{"role":"assistant","content":"mail jo"}}]}

                data: {"choices":[{"delta":{"content":"e"}}]}

                data: {"choices":[{"delta":{"content":"@ex and"}}]}

                data: {"choices":[{"delta":{"content":" out"}}]}

                data: [DONE]

                """;

        // When
        String clean = text(JsonTexts.redactEvents(bytes(events), MAIL));

        // Then
        assertThat(clean).isEqualTo("""
                data: {"choices":[{"delta":{"role":"assistant","content":"mail [redacted:mail]"}}]}

                data: {"choices":[{"delta":{"content":""}}]}

                data: {"choices":[{"delta":{"content":" and"}}]}

                data: {"choices":[{"delta":{"content":" out"}}]}

                data: [DONE]

                """);
    }

    @Test
    void leavesJsonJsonWhateverAPatternFinds() {
        Redactions greedy = Redactions.of(List.of(new RedactPattern("all", "(?s).+")));
        String json = "{\"a\":\"\\\\\\\"\\u0000{}[]:,\",\"b\":[\"\",\"x\",null,true],\"c\":{\"d\":\"\\n\"}}";
        assertThatCode(() -> Json.MAPPER.readTree(JsonTexts.redact(bytes(json), greedy)))
                .doesNotThrowAnyException();
        assertThat(text(JsonTexts.redact(bytes(json), greedy)))
                .isEqualTo("{\"a\":\"[redacted:all]\",\"b\":[\"\",\"[redacted:all]\",null,true],"
                        + "\"c\":{\"d\":\"[redacted:all]\"}}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
