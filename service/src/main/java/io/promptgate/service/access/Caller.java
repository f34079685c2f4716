package io.promptgate.service.access;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and what it is.
 *
 * @param subject who, as the history and the audit name them, for example {@code admin-key:1a2b3c4d}
 * @param keyId the admin key's id, where it has one
 * @param everywhere the role that is valid everywhere
 * @param projects the roles in single projects
 * @param service whether it is another service of the suite
 */
public record Caller(
        String subject, @Nullable UUID keyId, @Nullable Role everywhere, Map<UUID, Role> projects, boolean service) {

    public Caller {
        projects = Map.copyOf(projects);
    }

    /** Another service of the suite. */
    public static Caller service(String name) {
        return new Caller(name, null, null, Map.of(), true);
    }

    /** Someone whose role is valid everywhere. */
    public static Caller everywhere(String subject, Role role) {
        return new Caller(subject, null, role, Map.of(), false);
    }

    /**
     * Asks the table.
     *
     * @param project the one that the call names; counts for {@link Reach#PROJECT} alone
     */
    public Verdict verdict(Permission permission, @Nullable UUID project) {
        return switch (permission.reach()) {
            case SERVICES -> service ? Verdict.ALLOWED : Verdict.FORBIDDEN;
            case EVERYWHERE -> allowed(permission, everywhere);
            case OWN_PART -> allowed(permission, strongest());
            case PROJECT -> inProject(permission, project);
        };
    }

    /** Whether the caller sees this project. */
    public boolean sees(UUID project) {
        return everywhere != null || projects.containsKey(project);
    }

    /** The projects that the caller sees; null for all. */
    public @Nullable Set<UUID> visible() {
        return everywhere == null ? projects.keySet() : null;
    }

    /** The role that counts in the project, or everywhere when none is named; null when there is none. */
    public @Nullable Role role(@Nullable UUID project) {
        return project == null ? everywhere : stronger(everywhere, projects.get(project));
    }

    private Verdict inProject(Permission permission, @Nullable UUID project) {
        if (service || strongest() == null) {
            return Verdict.FORBIDDEN;
        }
        return project == null || !sees(project) ? Verdict.HIDDEN : allowed(permission, role(project));
    }

    private @Nullable Role strongest() {
        Role strongest = everywhere;
        for (Role role : projects.values()) {
            strongest = stronger(strongest, role);
        }
        return strongest;
    }

    private static Verdict allowed(Permission permission, @Nullable Role role) {
        return role != null && permission.allows(role) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
    }

    private static @Nullable Role stronger(@Nullable Role a, @Nullable Role b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.covers(b) ? a : b;
    }
}
