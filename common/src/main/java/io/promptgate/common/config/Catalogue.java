package io.promptgate.common.config;

import io.promptgate.common.catalog.Provider;
import java.util.List;
import java.util.Set;

/**
 * In what an installation's providers differ from the built-in ones.
 *
 * @param own the providers that the operator added, in catalogue order
 * @param disabled the keys of those that are switched off for all projects, built-in ones and own
 */
public record Catalogue(List<Provider> own, Set<String> disabled) {
    /** No difference. */
    public static final Catalogue BUILT_IN = new Catalogue(List.of(), Set.of());

    public Catalogue {
        own = List.copyOf(own);
        disabled = Set.copyOf(disabled);
    }
}
