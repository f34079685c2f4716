package io.promptgate.gateway.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.gateway.edge.Peek;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PromptTest {
    private static final int KEEP = 10_000;

    @Test
    void takesWhatIsSaidInMessagesAndNothingElse() {
        // When
        Prompt prompt = prompt("""
                {"model":"gpt-4o","user":"nobody","messages":[
                 {"role":"system","content":"Be brief."},
                 {"role":"user","content":[{"type":"text","text":"\\"Hi\\" \\u00fc"}]}],
                 "stop":["not this"]}""");

        // Then
        assertThat(prompt.text().kept()).isEqualTo("systemBe brief.user\"Hi\" ü");
        assertThat(prompt.messages()).isEqualTo(2);
        assertThat(prompt.pieces()).isZero();
    }

    @Test
    void takesToolsWithTheirNames() {
        // When
        Prompt prompt = prompt("""
                {"model":"m","messages":[],"tools":[{"type":"function","function":
                 {"name":"look_up","parameters":{"properties":{"city":{"type":"string"}}}}}]}""");

        // Then
        assertThat(prompt.text().kept()).contains("look_up", "properties", "city");
    }

    @Test
    void countsImagesAndFilesByThePieceAndSoundByItsLength() {
        // Given
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + "A".repeat(50_000)
                + "\",\"detail\":\"low\"}}";
        String file = "{\"type\":\"file\",\"file\":{\"file_data\":\"" + "B".repeat(50_000) + "\"}}";
        String sound = "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"" + "C".repeat(6_400)
                + "\",\"format\":\"wav\"}}";

        // When
        Prompt prompt = prompt("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + image + "," + file
                + "," + sound + "]}]}");

        // Then
        assertThat(prompt.pieces()).isEqualTo(2);
        assertThat(prompt.text().soundBytes()).isEqualTo(6_400);
        assertThat(prompt.text().kept()).isEqualTo("userlowwav");
    }

    @Test
    void keepsNoMoreThanTheBoundAndKnowsHowLongAllIs() {
        // When
        Prompt prompt = Prompt.of(
                peek("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(500)
                        + "\"},{\"role\":\"user\",\"content\":\"short\"}]}"),
                100);

        // Then
        assertThat(prompt.text().kept()).isEqualTo("useruserusershort".substring(4));
        assertThat(prompt.text().textBytes()).isEqualTo(4 + 500 + 4 + 5);
        assertThat(prompt.text().keptBytes()).isEqualTo(13);
    }

    private static Prompt prompt(String body) {
        return Prompt.of(peek(body), KEEP);
    }

    private static Peek peek(String body) {
        return Peek.of(body.getBytes(StandardCharsets.UTF_8));
    }
}
