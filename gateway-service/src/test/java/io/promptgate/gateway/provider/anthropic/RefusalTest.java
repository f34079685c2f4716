package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every line of {@code refusals.ndjson} is a request that must be refused: its {@code body} laid over a sound one, the
 * {@code code} and the path of the field at fault.
 */
class RefusalTest {
    private static final String SOUND = "{\"model\":\"smart\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @TestFactory
    Stream<DynamicTest> refusesByName() {
        return GoldenFolder.file("refusals.ndjson")
                .lines()
                .map(line -> DynamicTest.dynamicTest(line, () -> check(ExactJson.read(line))));
    }

    private static void check(JsonNode refusal) throws IOException {
        // Given
        ObjectNode body = (ObjectNode) ExactJson.read(SOUND);
        body.setAll((ObjectNode) refusal.get("body"));

        // When
        String refused = Samples.refusal(Samples.request(ExactJson.text(body), null));

        // Then
        String field = refusal.get("param").asText();
        assertThat(refused)
                .startsWith("400 " + refusal.get("code").asText() + " " + field + "\nThe field " + field + " ");
    }
}
