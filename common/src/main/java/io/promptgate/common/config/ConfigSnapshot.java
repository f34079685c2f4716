package io.promptgate.common.config;

import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.price.PriceOverride;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The whole configuration at one revision.
 *
 * @param prices the prices that the operator set over the bundled ones
 * @param catalogue in what the operator's providers differ from the built-in ones
 * @param guardrails those of all projects
 */
public record ConfigSnapshot(
        long revision,
        List<Credential> credentials,
        List<Project> projects,
        List<PriceOverride> prices,
        Catalogue catalogue,
        GuardRules guardrails) {
    public static final ConfigSnapshot EMPTY = new ConfigSnapshot(0, List.of(), List.of());

    /** A configuration with the bundled prices and the built-in providers alone. */
    public ConfigSnapshot(long revision, List<Credential> credentials, List<Project> projects) {
        this(revision, credentials, projects, List.of(), Catalogue.BUILT_IN);
    }

    /** A configuration without guardrails for all projects. */
    public ConfigSnapshot(
            long revision,
            List<Credential> credentials,
            List<Project> projects,
            List<PriceOverride> prices,
            Catalogue catalogue) {
        this(revision, credentials, projects, prices, catalogue, GuardRules.NONE);
    }

    /** What came later may be absent on the wire, in a configuration that an earlier version wrote. */
    public ConfigSnapshot {
        credentials = List.copyOf(credentials);
        projects = List.copyOf(projects);
        prices = prices == null ? List.of() : List.copyOf(prices);
        catalogue = Objects.requireNonNullElse(catalogue, Catalogue.BUILT_IN);
        guardrails = Objects.requireNonNullElse(guardrails, GuardRules.NONE);
    }

    /**
     * The configuration after the change; this one stays as it is.
     *
     * @throws IllegalArgumentException when the change does not start at this revision
     */
    public ConfigSnapshot apply(ConfigChange change) {
        if (change.from() != revision) {
            throw new IllegalArgumentException(
                    "a change from revision " + change.from() + " does not fit revision " + revision);
        }
        return new ConfigSnapshot(
                change.to(),
                merge(credentials, change.credentials(), change.removedCredentials(), Credential::id),
                merge(projects, change.projects(), change.removedProjects(), Project::uuid),
                merge(prices, change.prices(), change.removedPrices(), PriceOverride::key),
                Objects.requireNonNullElse(change.catalogue(), catalogue),
                Objects.requireNonNullElse(change.guardrails(), guardrails));
    }

    private static <T, K> List<T> merge(List<T> old, List<T> changed, List<K> removed, Function<T, K> id) {
        if (changed.isEmpty() && removed.isEmpty()) {
            return old;
        }
        Map<K, T> byId = new LinkedHashMap<>();
        changed.forEach(t -> byId.put(id.apply(t), t));
        Set<K> gone = new HashSet<>(removed);
        List<T> result = new ArrayList<>(old.size() + changed.size());
        for (T t : old) {
            K key = id.apply(t);
            T replacement = byId.remove(key);
            if (!gone.contains(key)) {
                result.add(replacement == null ? t : replacement);
            }
        }
        result.addAll(byId.values());
        return result;
    }
}
