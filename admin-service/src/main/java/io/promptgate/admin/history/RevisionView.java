package io.promptgate.admin.history;

import io.promptgate.admin.difference.Difference;
import io.promptgate.admin.difference.DifferenceText;
import io.promptgate.admin.revision.Changed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision as callers see it.
 *
 * @param actor who made it
 * @param changes what it changed
 * @param restorable whether it can be rolled back to
 * @param differences in a single one: what differs from the one before, field by field
 * @param text the same for people
 */
public record RevisionView(
        long revision,
        Instant createdAt,
        String actor,
        List<Changed> changes,
        boolean restorable,
        @Nullable List<Difference> differences,
        @Nullable String text) {
    public RevisionView {
        changes = List.copyOf(changes);
        differences = differences == null ? null : List.copyOf(differences);
    }

    RevisionView with(List<Difference> details) {
        return new RevisionView(revision, createdAt, actor, changes, restorable, details, DifferenceText.of(details));
    }
}
