package io.promptgate.common.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.json.Json;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TokenHashTest {
    // FIPS 180-4's example for "abc"
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isTheSha256OfTheWholeText() {
        assertThat(TokenHash.of("abc").hex()).isEqualTo(ABC);
        assertThat(TokenHash.of("abc")).hasToString(ABC).isNotEqualTo(TokenHash.of("abd"));
    }

    @Test
    void readsItsOwnHex() {
        assertThat(TokenHash.parse(ABC))
                .isEqualTo(TokenHash.of("abc"))
                .hasSameHashCodeAs(TokenHash.of("abc"))
                .isEqualTo(TokenHash.parse(ABC.toUpperCase(Locale.ROOT)));
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> TokenHash.parse("ab")).hasMessage("a token hash is 64 hex digits, not 2");
        assertThatThrownBy(() -> TokenHash.parse("x".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isAStringInJson() throws JsonProcessingException {
        // When
        String json = Json.MAPPER.writeValueAsString(TokenHash.of("abc"));

        // Then
        assertThat(json).isEqualTo('"' + ABC + '"');
        assertThat(Json.MAPPER.readValue(json, TokenHash.class)).isEqualTo(TokenHash.of("abc"));
    }
}
