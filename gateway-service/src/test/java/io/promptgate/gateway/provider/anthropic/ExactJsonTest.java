package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1.0,\"a\":1E400,\"c\":[-0,0.10,12345678901234567890123456789]}",
                "[true,false,null,\"\",{}]",
                "\"Zoë 日本 😀\"",
                "\"\\uD83D\"",
                "\"a\\uDE00b\"",
            })
    void writesWhatItReads(String json) throws IOException {
        assertThat(ExactJson.text(ExactJson.read(json))).isEqualTo(json);
        assertThat(Samples.text(ExactJson.bytes(ExactJson.read(Samples.bytes(json)))))
                .isEqualTo(json);
    }

    @Test
    void saysWhereAMemberStandsTwice() {
        // Given
        String json = "{\"a\":[0,{\"b\":{\"c\":1,\"c\":2}}]}";

        // When
        ExactJson.UnreadableException twice =
                catchThrowableOfType(ExactJson.UnreadableException.class, () -> ExactJson.read(json));

        // Then
        assertThat(twice.path()).isEqualTo("a[1].b.c");
        assertThat(twice.why()).isEqualTo("stands twice in its object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{} {}", "{", "[1,]", "NaN", "{a:1}"})
    void refusesWhatIsNotOneValue(String json) {
        assertThatThrownBy(() -> ExactJson.read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void readsNoDeeperThanItsLimit() throws IOException {
        assertThat(ExactJson.read("[".repeat(500) + "]".repeat(500)).isArray()).isTrue();
        assertThatThrownBy(() -> ExactJson.read("[".repeat(501) + "]".repeat(501)))
                .isInstanceOf(ExactJson.UnreadableException.class);
    }

    @Test
    void refusesANumberWithoutEnd() {
        assertThatThrownBy(() -> ExactJson.read("1".repeat(1001))).isInstanceOf(ExactJson.UnreadableException.class);
    }

    @Test
    void knowsNoValueOfAnExponentBeyondReckoning() {
        assertThat(new ExactNumber("1e99999999999").decimal()).isNull();
        assertThat(new ExactNumber("1e99999999999").isWhole(1)).isFalse();
        assertThat(new ExactNumber("1.0").isWhole(1)).isTrue();
        assertThat(new ExactNumber("1.0").count()).isEqualTo(-1);
    }
}
