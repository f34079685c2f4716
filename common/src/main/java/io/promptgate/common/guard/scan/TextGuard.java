package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.ContentLength;
import io.promptgate.common.guard.GuardKind;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.KeywordBlocklist;
import io.promptgate.common.guard.LabelledPattern;
import io.promptgate.common.guard.PiiAction;
import io.promptgate.common.guard.PiiFilter;
import io.promptgate.common.guard.PromptInjection;
import io.promptgate.common.guard.SecretAction;
import io.promptgate.common.guard.SecretScanner;
import io.promptgate.common.guard.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for texts that go one way, ready for use. Immutable, thread-safe. */
public final class TextGuard {
    private static final int NO_BOUND = Integer.MAX_VALUE;

    /**
     * A scanner of a rule.
     *
     * @param strangersOnly whether what the operator's own side says is left alone
     */
    private record Check(GuardKind kind, boolean block, boolean strangersOnly, TextScanner scanner) {}

    private final List<Check> checks = new ArrayList<>();
    private final int maxCharacters;
    private final int maxTextCharacters;

    private TextGuard(GuardRules rules, Side side) {
        ContentLength length = rules.contentLength();
        if (length != null && length.appliesTo().contains(side)) {
            maxCharacters = orNoBound(length.maxCharacters());
            maxTextCharacters = orNoBound(length.maxTextCharacters());
        } else {
            maxCharacters = NO_BOUND;
            maxTextCharacters = NO_BOUND;
        }
        keywords(rules.keywordBlocklist(), side);
        injection(rules.promptInjection(), side);
        secrets(rules.secretScanner(), side);
        pii(rules.piiFilter(), side);
    }

    /**
     * The rules for one way; null when none of them speaks of it.
     *
     * @param rules those that are enabled
     * @throws IllegalArgumentException when one cannot be used
     */
    public static @Nullable TextGuard of(GuardRules rules, Side side) {
        TextGuard guard = new TextGuard(rules, side);
        boolean none = guard.checks.isEmpty() && guard.maxCharacters == NO_BOUND && guard.maxTextCharacters == NO_BOUND;
        return none ? null : guard;
    }

    /** The most code points of all texts together. */
    public int maxCharacters() {
        return maxCharacters;
    }

    /** The most code points of one text. */
    public int maxTextCharacters() {
        return maxTextCharacters;
    }

    /** Whether marks may take the place of what is found. */
    public boolean edits() {
        for (Check check : checks) {
            if (!check.block()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks a text over.
     *
     * @param trusted whether it is the operator's own, such as a system message
     * @return what was found, in the order of the text; what overlaps is there more than once
     */
    public List<Finding> look(String text, boolean trusted) {
        Findings found = new Findings();
        for (Check check : checks) {
            if (!(trusted && check.strangersOnly())) {
                found.rule(check.kind(), check.block());
                check.scanner().scan(text, found);
            }
        }
        return found.sorted();
    }

    /**
     * The edits that findings ask for, those that overlap as one under the mark of the first. Data and secrets that
     * refuse a call are among them: nobody is to read them in its record.
     */
    public static List<Edit> edits(List<Finding> findings) {
        List<Edit> edits = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            Edit before = edits.isEmpty() ? null : edits.getLast();
            if (!finding.isHidden()) {
                continue;
            }
            if (before == null || finding.from() >= before.to()) {
                edits.add(new Edit(finding.from(), finding.to(), finding.mark()));
            } else if (finding.to() > before.to()) {
                edits.set(edits.size() - 1, new Edit(before.from(), finding.to(), before.mark()));
            }
        }
        return edits;
    }

    private void keywords(@Nullable KeywordBlocklist rule, Side side) {
        if (rule != null && rule.appliesTo().contains(side)) {
            checks.add(new Check(rule.kind(), true, false, new KeywordScanner(rule)));
        }
    }

    private void injection(@Nullable PromptInjection rule, Side side) {
        if (rule != null && side == Side.INPUT) {
            checks.add(new Check(rule.kind(), true, true, new InjectionScanner(rule)));
        }
    }

    private void secrets(@Nullable SecretScanner rule, Side side) {
        if (rule != null && rule.appliesTo().contains(side)) {
            checks.add(new Check(rule.kind(), rule.action() == SecretAction.BLOCK, false, new SecretFinder()));
        }
    }

    private void pii(@Nullable PiiFilter rule, Side side) {
        if (rule == null || !rule.appliesTo().contains(side)) {
            return;
        }
        boolean block = rule.action() == PiiAction.BLOCK;
        if (!rule.types().isEmpty()) {
            checks.add(new Check(rule.kind(), block, false, new PiiScanner(rule.types())));
        }
        for (LabelledPattern pattern : rule.patterns()) {
            checks.add(new Check(rule.kind(), block, false, new PatternScanner(pattern)));
        }
    }

    private static int orNoBound(@Nullable Integer bound) {
        return bound == null ? NO_BOUND : bound;
    }
}
