package io.promptgate.admin.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.difference.Difference;
import io.promptgate.admin.difference.Difference.Action;
import io.promptgate.admin.difference.FieldDifference;
import io.promptgate.common.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows as callers may see them: without secrets, and without what is not the configuration. */
final class RowView {
    private static final Set<String> SECRETS = Set.of("sealed", "hash", "former_hash");
    private static final Set<String> HIDDEN = Set.of(
            "sealed",
            "hash",
            "former_hash",
            "former_until",
            "preview",
            "id",
            "uuid",
            "project_uuid",
            "version",
            "created_at",
            "updated_at");
    private static final Set<String> JSON = Set.of("metadata", "price", "drop_fields", "rename_fields");

    private RowView() {}

    /** What differs, in the order of the kinds, by project and name; rows that are the same in the end are left out. */
    static List<Difference> differences(List<RowChange> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(RowChange::kept)
                        .thenComparing(row -> Objects.requireNonNullElse(row.owner(), ""))
                        .thenComparing(RowChange::name)
                        .thenComparing(RowChange::key))
                .flatMap(row -> difference(row).stream())
                .toList();
    }

    private static List<Difference> difference(RowChange row) {
        ObjectNode was = row.was();
        ObjectNode became = row.became();
        List<FieldDifference> fields = became == null ? List.of() : fields(was, became);
        boolean cameAndWent = was == null && became == null;
        boolean isSame = was != null && became != null && fields.isEmpty();
        if (cameAndWent || isSame) {
            return List.of();
        }
        Action action = was == null ? Action.CREATE : became == null ? Action.REMOVE : Action.CHANGE;
        String project = row.kept() == Kept.PROJECT ? null : row.owner();
        return List.of(new Difference(action, row.kept().words(), project, row.name(), fields));
    }

    private static List<FieldDifference> fields(@Nullable ObjectNode was, ObjectNode became) {
        ObjectNode before = was == null ? JsonNodeFactory.instance.objectNode() : shown(was);
        List<FieldDifference> fields = new ArrayList<>(FieldDifference.between(before, shown(became)));
        boolean isSecret = SECRETS.stream()
                .anyMatch(name -> !became.path(name).equals(was == null ? became.path(name) : was.path(name)));
        if (isSecret) {
            fields.add(FieldDifference.secret(false));
        }
        return fields;
    }

    /** The row for the audit and for differences. */
    static ObjectNode shown(ObjectNode row) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        row.properties().stream()
                .filter(field ->
                        !HIDDEN.contains(field.getKey()) && !field.getValue().isNull())
                .forEach(field -> shown.set(field.getKey(), value(field.getKey(), field.getValue())));
        return shown;
    }

    private static JsonNode value(String name, JsonNode value) {
        if (!JSON.contains(name) || !value.isTextual()) {
            return value;
        }
        try {
            return Json.MAPPER.readTree(value.textValue());
        } catch (JsonProcessingException _) {
            return value;
        }
    }
}
