package io.promptgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads well-formed event streams. */
final class SseText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SseText() {}

    /** OpenAI's chunks; the stream must end with {@code [DONE]}. */
    static List<JsonNode> dataBeforeDone(String stream) throws JsonProcessingException {
        List<String> events = new ArrayList<>(List.of(stream.split("\n\n")));
        assertThat(events.removeLast()).isEqualTo("data: [DONE]");
        List<JsonNode> data = new ArrayList<>();
        for (String event : events) {
            assertThat(event).startsWith("data: {");
            data.add(JSON.readTree(event.substring("data: ".length())));
        }
        return data;
    }

    /** Anthropic's events; each one's name must be its data's type. */
    static List<JsonNode> named(String stream) throws JsonProcessingException {
        List<JsonNode> data = new ArrayList<>();
        for (String event : List.of(stream.split("\n\n"))) {
            String[] lines = event.split("\n", -1);
            assertThat(lines).hasSize(2);
            JsonNode tree = JSON.readTree(lines[1].substring("data: ".length()));
            assertThat(lines[0]).isEqualTo("event: " + tree.path("type").textValue());
            data.add(tree);
        }
        return data;
    }
}
