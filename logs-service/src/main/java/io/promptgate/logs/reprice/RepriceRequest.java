package io.promptgate.logs.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.filter.TimeText;
import io.promptgate.common.json.Json;
import io.promptgate.logs.store.RepriceScope;
import io.promptgate.service.problem.FieldError;
import io.promptgate.service.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be priced anew.
 *
 * @param from the first instant of the window
 * @param to the first instant after it
 * @param projectUuid only this project's requests
 * @param provider only requests that this provider served
 * @param model only requests that this model served
 * @param dryRun only say what would change
 */
public record RepriceRequest(
        Instant from,
        Instant to,
        @Nullable UUID projectUuid,
        @Nullable String provider,
        @Nullable String model,
        boolean dryRun) {
    private static final Set<String> FIELDS = Set.of("from", "to", "project_uuid", "provider", "model", "dry_run");

    /**
     * Reads a body.
     *
     * @throws ProblemException 400 when it is no JSON object; 422 with all that is wrong with its fields
     */
    static RepriceRequest read(byte[] body) {
        JsonNode json = tree(body);
        List<FieldError> errors = new ArrayList<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                errors.add(FieldError.of(
                        name, "is not known; known are from, to, project_uuid, provider, model, dry_run"));
            }
        });
        Instant from = time(json, "from", errors);
        Instant to = time(json, "to", errors);
        UUID project = uuid(json, errors);
        String provider = text(json, "provider", errors);
        String model = text(json, "model", errors);
        JsonNode dryRun = json.path("dry_run");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
            errors.add(FieldError.of("dry_run", "must be true or false"));
        }
        if (errors.isEmpty() && !from.isBefore(to)) {
            errors.add(FieldError.of("from", "must be earlier than to"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new RepriceRequest(from, to, project, provider, model, dryRun.asBoolean());
    }

    /** As the audit tells it. */
    String text(long priceRevision) {
        return "from:" + from + " to:" + to + (provider == null ? "" : " provider:" + provider)
                + (model == null ? "" : " model:" + model) + " prices:" + priceRevision;
    }

    RepriceScope scope() {
        return new RepriceScope(from, to, projectUuid, provider, model);
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException _) {
            // told below
        }
        throw ProblemException.badRequest("The body must be a JSON object with from and to.");
    }

    private static Instant time(JsonNode json, String field, List<FieldError> errors) {
        JsonNode node = json.path(field);
        Instant time = node.isTextual() ? TimeText.parse(node.textValue()) : null;
        if (time == null) {
            errors.add(FieldError.of(field, node.isMissingNode() ? "is required" : "must be " + TimeText.ALLOWED));
            return Instant.EPOCH;
        }
        return time;
    }

    private static @Nullable UUID uuid(JsonNode json, List<FieldError> errors) {
        String text = text(json, "project_uuid", errors);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            errors.add(FieldError.of("project_uuid", "must be a UUID"));
            return null;
        }
    }

    private static @Nullable String text(JsonNode json, String field, List<FieldError> errors) {
        JsonNode node = json.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || node.textValue().indexOf('\0') >= 0) {
            errors.add(FieldError.of(field, "must be a text"));
            return null;
        }
        return node.textValue();
    }
}
