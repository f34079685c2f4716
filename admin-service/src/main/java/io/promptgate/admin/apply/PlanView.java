package io.promptgate.admin.apply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.promptgate.admin.apply.Difference.Action;
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

    /** How many things are made, changed and removed. */
    public record Summary(long create, long change, long remove) {
        static Summary of(List<Difference> changes) {
            return new Summary(
                    count(changes, Action.CREATE), count(changes, Action.CHANGE), count(changes, Action.REMOVE));
        }

        private static long count(List<Difference> changes, Action action) {
            return changes.stream().filter(change -> change.action() == action).count();
        }
    }

    static PlanView of(long revision, Plan plan, List<NewTokenSecret> tokens) {
        List<Difference> changes = plan.differences();
        return new PlanView(
                revision,
                Summary.of(changes),
                changes,
                plan.unlisted(),
                DifferenceText.of(changes, plan.unlisted()),
                tokens);
    }
}
