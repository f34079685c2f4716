package io.promptgate.admin.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row between two revisions.
 *
 * @param key the value of its primary key
 * @param project the project that it belongs to or is
 * @param owner that project's name
 * @param was the row at the earlier one; null when there was none
 * @param became the row at the later one; null when there was none
 * @param last the row as it was when it went, for one that is gone
 */
record RowChange(
        Kept kept,
        String key,
        @Nullable UUID project,
        @Nullable String owner,
        @Nullable ObjectNode was,
        @Nullable ObjectNode became,
        @Nullable ObjectNode last) {

    /** Any state of the row, to tell its name. */
    ObjectNode shown() {
        if (became != null) {
            return became;
        }
        if (was != null) {
            return was;
        }
        if (last != null) {
            return last;
        }
        throw new IllegalStateException("a row that never was: " + kept + " " + key);
    }

    String name() {
        return shown().path(kept.nameColumn()).asText();
    }

    /** The way back. */
    RowChange reversed() {
        return new RowChange(kept, key, project, owner, became, was, last);
    }
}
