package io.promptgate.common.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The whole configuration at one revision.
 *
 * @param catalogue in what the operator's providers differ from the built-in ones
 */
public record ConfigSnapshot(long revision, List<Credential> credentials, List<Project> projects, Catalogue catalogue) {
    public static final ConfigSnapshot EMPTY = new ConfigSnapshot(0, List.of(), List.of());

    public ConfigSnapshot {
        credentials = List.copyOf(credentials);
        projects = List.copyOf(projects);
        catalogue = Objects.requireNonNullElse(catalogue, Catalogue.BUILT_IN);
    }

    /** With the built-in providers alone. */
    public ConfigSnapshot(long revision, List<Credential> credentials, List<Project> projects) {
        this(revision, credentials, projects, Catalogue.BUILT_IN);
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
                Objects.requireNonNullElse(change.catalogue(), catalogue));
    }

    private static <T> List<T> merge(List<T> old, List<T> changed, List<UUID> removed, Function<T, UUID> id) {
        Map<UUID, T> byId = new LinkedHashMap<>();
        changed.forEach(t -> byId.put(id.apply(t), t));
        Set<UUID> gone = new HashSet<>(removed);
        List<T> result = new ArrayList<>(old.size() + changed.size());
        for (T t : old) {
            UUID key = id.apply(t);
            T replacement = byId.remove(key);
            if (!gone.contains(key)) {
                result.add(replacement == null ? t : replacement);
            }
        }
        result.addAll(byId.values());
        return result;
    }
}
