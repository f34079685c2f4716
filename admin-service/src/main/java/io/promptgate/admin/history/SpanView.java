package io.promptgate.admin.history;

import io.promptgate.admin.difference.Difference;
import io.promptgate.admin.difference.DifferenceText;
import io.promptgate.admin.difference.Summary;
import java.util.List;

/**
 * The difference between two revisions.
 *
 * @param text all of it, for people
 */
public record SpanView(long from, long to, Summary summary, List<Difference> changes, String text) {
    public SpanView {
        changes = List.copyOf(changes);
    }

    static SpanView of(long from, long to, List<RowChange> rows) {
        List<Difference> changes = RowView.differences(rows);
        return new SpanView(from, to, Summary.of(changes), changes, DifferenceText.of(changes));
    }
}
