package io.promptgate.admin.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a thing is shown in the audit: its view as JSON, secrets masked. Views hold no secret in the first place, except
 * where one is told for the only time; what looks like one is masked here all the same.
 */
final class Shown {
    private static final String MASK = "****";
    private static final Set<String> SECRETS =
            Set.of("token", "secret", "sealed", "hash", "password", "api_key", "authorization");
    private static final Pattern MINTED = Pattern.compile("pg_(live|admin)_[0-9a-f]{64}");

    private Shown() {}

    static @Nullable String json(@Nullable Object view) {
        if (view == null) {
            return null;
        }
        try {
            // by way of text, since a view may hold raw JSON
            JsonNode tree = Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(view));
            mask(tree);
            return MINTED.matcher(Json.MAPPER.writeValueAsString(tree)).replaceAll(MASK);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view can be written as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mask(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                names.forEach(name -> {
                    if (SECRETS.contains(name) && object.path(name).isTextual()) {
                        object.put(name, MASK);
                    } else {
                        mask(object.path(name));
                    }
                });
            }
            case ArrayNode array -> array.forEach(Shown::mask);
            default -> {
                // a value, told from its name above
            }
        }
    }
}
