package io.promptgate.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.json.Json;

/** The JSON object of the caller's own that some things carry. */
public final class Metadata {
    private Metadata() {}

    /** Adds it to an object that shows the thing, unless it is empty. */
    public static void show(String metadata, ObjectNode into) {
        try {
            JsonNode tree = Json.MAPPER.readTree(metadata);
            if (!tree.isEmpty()) {
                into.set("metadata", tree);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata is JSON", e);
        }
    }
}
