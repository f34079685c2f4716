package io.promptgate.logs.store;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterKey;
import io.promptgate.common.filter.Term;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What coarser figures are kept apart by, besides the project: enough for one grouping, and for filters on nothing else.
 * The view {@code logs.rollup_facet_of} says which combinations count to which.
 */
enum RollupFacet {
    MODEL(Set.of(GroupBy.PROVIDER, GroupBy.MODEL), Set.of(FilterKey.PROVIDER, FilterKey.MODEL)),
    ALIAS(Set.of(GroupBy.ALIAS), Set.of(FilterKey.ALIAS)),
    TOKEN(Set.of(GroupBy.TOKEN), Set.of(FilterKey.TOKEN)),
    ENDPOINT(Set.of(GroupBy.ENDPOINT), Set.of(FilterKey.ENDPOINT));

    private final Set<GroupBy> groups;
    private final Set<FilterKey> keys;

    RollupFacet(Set<GroupBy> groups, Set<FilterKey> keys) {
        this.groups = groups;
        this.keys = keys;
    }

    /** The facet that can answer; empty where the filter asks for more than the grouping. */
    static Optional<RollupFacet> of(GroupBy by, Filter timeless) {
        return Arrays.stream(values())
                .filter(facet ->
                        facet.groups.contains(by) && timeless.terms().stream().allMatch(facet::serves))
                .findFirst();
    }

    /** As the key's column says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean serves(Term term) {
        return term instanceof Term.Exact exact && keys.contains(exact.key());
    }
}
