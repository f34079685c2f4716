package io.promptgate.admin.history;

import io.promptgate.admin.difference.Difference;
import io.promptgate.admin.difference.DifferenceText;
import io.promptgate.admin.difference.Summary;
import java.util.List;

/**
 * What a rollback did.
 *
 * @param revision the new one, or the newest if nothing differed
 * @param restored the one whose configuration it has
 * @param text all of it, for people
 * @param tokensKept tokens, by id, that were revoked or rotated since and stay so
 */
public record RollbackView(
        long revision, long restored, Summary summary, List<Difference> changes, String text, List<String> tokensKept) {
    public RollbackView {
        changes = List.copyOf(changes);
        tokensKept = List.copyOf(tokensKept);
    }

    static RollbackView of(long revision, long restored, List<RowChange> rows, List<String> tokensKept) {
        List<Difference> changes = RowView.differences(rows);
        return new RollbackView(
                revision, restored, Summary.of(changes), changes, DifferenceText.of(changes), tokensKept);
    }
}
