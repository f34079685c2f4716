package io.promptgate.testkit.openapi;

import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The examples of an OpenAPI document, held against the document itself. */
public final class Examples {
    private static final String JSON = "application/json";
    private static final String ID = "01a203b8-dc0a-7000-a594-1acd314c24b2";

    private final ApiDocument api;
    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    private Examples(String json) throws JsonProcessingException {
        this.api = new ApiDocument(json);
        this.document = new ObjectMapper().readTree(json);
    }

    /** What is wrong: bodies of requests and successes whose shape has no example, and examples that are none. */
    public static List<String> faults(String json) {
        try {
            Examples examples = new Examples(json);
            examples.api.calls().forEach(examples::judge);
            return List.copyOf(examples.faults);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no OpenAPI document in JSON", e);
        }
    }

    private void judge(ApiDocument.Call call) {
        JsonNode described =
                document.path("paths").path(call.template()).path(call.method().toLowerCase(Locale.ROOT));
        JsonNode sent = example(call + " takes", described.path("requestBody"));
        if (sent != null) {
            note(
                    call + " takes",
                    api.undocumented(new SimpleRequest.Builder(
                                    call.method(), call.template().replaceAll("\\{[^}]+}", ID))
                            .withContentType(JSON)
                            .withBody(sent.toString())
                            .build()));
        }
        described.path("responses").properties().forEach(response -> {
            JsonNode answered = example(call + " answers", response.getValue());
            if (answered != null && response.getKey().startsWith("2")) {
                Response answer = SimpleResponse.Builder.status(Integer.parseInt(response.getKey()))
                        .withContentType(JSON)
                        .withBody(answered.toString())
                        .build();
                note(call + " answers", api.undocumented(call, call.template(), answer));
            }
        });
    }

    private void note(String what, List<String> found) {
        found.forEach(fault -> faults.add(what + ": " + fault));
    }

    /** The example of a body of a named shape, or of a page of such; null where the shape has no name. */
    private @Nullable JsonNode example(String what, JsonNode body) {
        JsonNode schema = body.path("content").path(JSON).path("schema");
        JsonNode items = schema.path("properties").path("data").path("items");
        String reference = schema.has("$ref")
                ? schema.path("$ref").asText()
                : items.path("$ref").asText();
        if (reference.isEmpty()) {
            return null;
        }
        JsonNode example = document.at(reference.substring(1)).get("example");
        if (example == null) {
            faults.add(what + " has no example: " + reference);
            return null;
        }
        if (schema.has("$ref")) {
            return example;
        }
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray("data").add(example);
        return page.putNull("next");
    }
}
