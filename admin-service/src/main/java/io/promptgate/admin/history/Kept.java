package io.promptgate.admin.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.admin.revision.Changed;
import java.util.Arrays;
import java.util.UUID;

/**
 * The tables whose rows are kept for each revision, what others need first. A new table is a row here, and a trigger
 * in its migration.
 */
enum Kept {
    // table, column of the primary key, column of the name, the kind in words and as changes name it
    CREDENTIAL("credential", "id", "name", "credential", "credential"),
    PROVIDER("provider", "key", "key", "private provider", "provider"),
    PROVIDER_SWITCH("provider_switch", "key", "key", "provider switch", "provider"),
    PRICE("price", "id", "model", "price", "price"),
    PROJECT("project", "uuid", "name", "project", "project"),
    PROVIDER_BINDING("provider_binding", "id", "provider", "provider binding", "provider"),
    ALIAS("alias", "id", "name", "alias", "alias"),
    TOKEN("token", "id", "name", "token", "token"),
    GUARDRAIL("guardrail", "id", "id", "guardrails", "guardrails");

    private final String table;
    private final String id;
    private final String name;
    private final String words;
    private final String changed;

    Kept(String table, String id, String name, String words, String changed) {
        this.table = table;
        this.id = id;
        this.name = name;
        this.words = words;
        this.changed = changed;
    }

    static Kept of(String table) {
        return Arrays.stream(values())
                .filter(kept -> kept.table.equals(table))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no table of the configuration: " + table));
    }

    String table() {
        return table;
    }

    String id() {
        return id;
    }

    /** The column with the name that people know it by. */
    String nameColumn() {
        return name;
    }

    String words() {
        return words;
    }

    /** Whether others need it, so that it goes after them. */
    boolean isNeeded() {
        return this == CREDENTIAL || this == PROVIDER || this == PROJECT;
    }

    /** The line of a revision for a row of the table. */
    Changed changed(RowChange row, String action) {
        JsonNode shown = row.shown();
        String key = switch (this) {
            case PRICE ->
                shown.path("provider").asText() + ":" + shown.path("model").asText();
            case CREDENTIAL, PROJECT, TOKEN, GUARDRAIL -> row.key();
            case PROVIDER, PROVIDER_SWITCH, PROVIDER_BINDING, ALIAS ->
                shown.path(name).asText();
        };
        return new Changed(changed, key, action, row.project(), this == CREDENTIAL ? UUID.fromString(row.key()) : null);
    }
}
