package io.promptgate.common.config;

import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.PriceOverride;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What leads from one revision to a later one: the changed things whole, and the ids or names of those that are gone.
 *
 * @param from the revision that the change starts at
 * @param to the revision that it ends at, later than {@code from}
 * @param catalogue the whole of it when it changed; else null
 * @param guardrails those of all projects when they changed; else null
 */
public record ConfigChange(
        long from,
        long to,
        List<Credential> credentials,
        List<UUID> removedCredentials,
        List<Project> projects,
        List<UUID> removedProjects,
        List<PriceOverride> prices,
        List<PriceKey> removedPrices,
        @Nullable Catalogue catalogue,
        @Nullable GuardRules guardrails) {

    /** A change that leaves the guardrails of all projects alone. */
    public ConfigChange(
            long from,
            long to,
            List<Credential> credentials,
            List<UUID> removedCredentials,
            List<Project> projects,
            List<UUID> removedProjects,
            List<PriceOverride> prices,
            List<PriceKey> removedPrices,
            @Nullable Catalogue catalogue) {
        this(
                from,
                to,
                credentials,
                removedCredentials,
                projects,
                removedProjects,
                prices,
                removedPrices,
                catalogue,
                null);
    }

    /** A change of credentials and projects alone. */
    public ConfigChange(
            long from,
            long to,
            List<Credential> credentials,
            List<UUID> removedCredentials,
            List<Project> projects,
            List<UUID> removedProjects) {
        this(from, to, credentials, removedCredentials, projects, removedProjects, List.of(), List.of(), null);
    }

    /** What came later may be absent on the wire, in a change that an earlier version tells. */
    public ConfigChange {
        credentials = List.copyOf(credentials);
        removedCredentials = List.copyOf(removedCredentials);
        projects = List.copyOf(projects);
        removedProjects = List.copyOf(removedProjects);
        prices = prices == null ? List.of() : List.copyOf(prices);
        removedPrices = removedPrices == null ? List.of() : List.copyOf(removedPrices);
    }
}
