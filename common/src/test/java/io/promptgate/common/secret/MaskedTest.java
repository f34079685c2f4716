package io.promptgate.common.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.promptgate.common.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedTest {
    private static final String CANARY = "sk-canary-0123456789";

    /** What somebody might write without a thought. */
    private record Holder(Masked key, List<Masked> more) {}

    @Test
    void printsNothingOfTheSecret() {
        // Given
        Masked masked = Masked.of(CANARY);

        // When
        String printed = masked + " " + new Holder(masked, List.of(masked)) + " " + "%s".formatted(masked);

        // Then
        assertThat(printed).doesNotContain("canary").contains("****");
        assertThat(masked.reveal()).isEqualTo(CANARY);
    }

    @Test
    void isNotSerialized() throws Exception {
        // When
        String json = Json.MAPPER
                .writer()
                .without(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .writeValueAsString(new Holder(Masked.of(CANARY), List.of()));

        // Then
        assertThat(json).doesNotContain("canary");
    }

    @Test
    void showsTheEndsOfALongSecretOnly() {
        assertThat(Masked.of(CANARY).preview()).isEqualTo("sk-c…6789");
        assertThat(Masked.of("12345678901").preview()).isEqualTo("…");
        assertThat(Masked.of("").preview()).isEqualTo("…");
    }

    @Test
    void equalsTheSameSecret() {
        assertThat(Masked.of(CANARY)).isEqualTo(Masked.of(CANARY)).hasSameHashCodeAs(Masked.of(CANARY));
        assertThat(Masked.of(CANARY)).isNotEqualTo(Masked.of("other")).isNotEqualTo(CANARY);
    }
}
