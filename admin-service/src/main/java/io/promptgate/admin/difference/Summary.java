package io.promptgate.admin.difference;

import io.promptgate.admin.difference.Difference.Action;
import java.util.List;

/** How many things are made, changed and removed. */
public record Summary(long create, long change, long remove) {

    public static Summary of(List<Difference> changes) {
        return new Summary(count(changes, Action.CREATE), count(changes, Action.CHANGE), count(changes, Action.REMOVE));
    }

    private static long count(List<Difference> changes, Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }
}
