package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.GuardKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the scanners found in one text. One object per text. */
final class Findings {
    private final List<Finding> all = new ArrayList<>(0);
    private GuardKind kind = GuardKind.PII_FILTER;
    private boolean block;

    /** What is added from now on is of this rule. */
    void rule(GuardKind next, boolean blocks) {
        kind = next;
        block = blocks;
    }

    void add(int from, int to, String label) {
        add(from, to, label, Tail.NONE);
    }

    void add(int from, int to, String label, Tail tail) {
        all.add(new Finding(kind, label, block, from, to, tail));
    }

    int count() {
        return all.size();
    }

    /** In the order of the text; of those that begin at one place, in the order of the rules. */
    List<Finding> sorted() {
        if (all.size() > 1) {
            all.sort(Comparator.comparingInt(Finding::from));
        }
        return all;
    }
}
