package io.promptgate.common.config;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What leads from one revision to a later one: the changed things whole, and the ids of those that are gone.
 *
 * @param from the revision that the change starts at
 * @param to the revision that it ends at, later than {@code from}
 * @param catalogue the whole of it when it changed; else null
 */
public record ConfigChange(
        long from,
        long to,
        List<Credential> credentials,
        List<UUID> removedCredentials,
        List<Project> projects,
        List<UUID> removedProjects,
        @Nullable Catalogue catalogue) {
    public ConfigChange {
        credentials = List.copyOf(credentials);
        removedCredentials = List.copyOf(removedCredentials);
        projects = List.copyOf(projects);
        removedProjects = List.copyOf(removedProjects);
    }

    /** A change that leaves the catalogue as it is. */
    public ConfigChange(
            long from,
            long to,
            List<Credential> credentials,
            List<UUID> removedCredentials,
            List<Project> projects,
            List<UUID> removedProjects) {
        this(from, to, credentials, removedCredentials, projects, removedProjects, null);
    }
}
