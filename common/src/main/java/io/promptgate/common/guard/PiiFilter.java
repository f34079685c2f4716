package io.promptgate.common.guard;

import java.util.List;
import java.util.Set;

/**
 * Looks for personal data.
 *
 * @param types of the built-in kinds
 * @param patterns of the operator's own
 */
public record PiiFilter(
        boolean enabled, Set<Side> appliesTo, PiiAction action, Set<PiiType> types, List<LabelledPattern> patterns)
        implements GuardRule {

    /** Lists may be absent on the wire. */
    public PiiFilter {
        appliesTo = appliesTo == null ? Set.of(Side.INPUT) : Set.copyOf(appliesTo);
        action = action == null ? PiiAction.MASK : action;
        types = types == null ? Set.of() : Set.copyOf(types);
        patterns = patterns == null ? List.of() : List.copyOf(patterns);
    }

    @Override
    public GuardKind kind() {
        return GuardKind.PII_FILTER;
    }
}
