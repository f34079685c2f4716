package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EstimateTest {

    @Test
    void countsTextByItsBytes() {
        assertThat(Estimate.text(0)).isEqualTo(1);
        assertThat(Estimate.text(4_000)).isEqualTo(1_000);
        assertThat(prompt("x".repeat(400))).isEqualTo(100);
    }

    @Test
    void countsImagesByThePiece() {
        // Given
        String image = "\"data:image/png;base64," + "A".repeat(1_000_000) + "\"";
        String text = "\"" + "x".repeat(350) + "\"";

        // Then
        assertThat(prompt(image + text)).isEqualTo(1_000 + 94);
        assertThat(prompt(image + text + image)).isEqualTo(2_000 + 100);
        assertThat(prompt(";base64,")).isEqualTo(1_000 + 2);
        assertThat(prompt(";base64")).isEqualTo(1);
    }

    private static long prompt(String body) {
        return Estimate.prompt(body.getBytes(StandardCharsets.UTF_8));
    }
}
