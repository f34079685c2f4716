package io.promptgate.admin.apply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.promptgate.admin.difference.Difference;
import io.promptgate.admin.difference.DifferenceText;
import io.promptgate.admin.difference.Summary;
import java.util.List;

/**
 * A plan, or what was made of it, as callers see it.
 *
 * @param revision the one that was compared with; after an apply the one it made, or the newest if nothing differed
 * @param unlisted what {@code prune=true} would remove
 * @param text all of it, for people
 * @param tokens the tokens that were made; their secrets are in this answer alone
 */
public record PlanView(
        long revision,
        Summary summary,
        List<Difference> changes,
        List<Unlisted> unlisted,
        String text,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NewTokenSecret> tokens) {
    public PlanView {
        changes = List.copyOf(changes);
        unlisted = List.copyOf(unlisted);
        tokens = List.copyOf(tokens);
    }

    static PlanView of(long revision, Plan plan, List<NewTokenSecret> tokens) {
        List<Difference> changes = plan.differences();
        return new PlanView(
                revision, Summary.of(changes), changes, plan.unlisted(), text(changes, plan.unlisted()), tokens);
    }

    private static String text(List<Difference> changes, List<Unlisted> unlisted) {
        String text = DifferenceText.of(changes);
        if (unlisted.isEmpty()) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text).append("Not in the document, and removed only with prune:\n");
        unlisted.forEach(thing -> whole.append("  ")
                .append(DifferenceText.title(thing.kind(), thing.project(), thing.name()))
                .append('\n'));
        return whole.toString();
    }
}
