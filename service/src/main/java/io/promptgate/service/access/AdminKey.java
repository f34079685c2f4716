package io.promptgate.service.access;

import io.promptgate.common.secret.TokenHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An admin key as the services that accept it know it: by its hash.
 *
 * @param projects those in which the role is valid; null for everywhere
 * @param expiresAt null for never
 */
public record AdminKey(
        UUID id,
        TokenHash hash,
        Role role,
        @Nullable List<UUID> projects,
        @Nullable Instant expiresAt) {
    private static final int SHOWN_HEX = 8;

    public AdminKey {
        projects = projects == null ? null : List.copyOf(projects);
    }

    /** Who someone with this key is. */
    Caller caller() {
        if (projects == null) {
            return new Caller(subject(hash), id, role, Map.of(), false);
        }
        Map<UUID, Role> roles = new HashMap<>();
        projects.forEach(project -> roles.put(project, role));
        return new Caller(subject(hash), id, null, roles, false);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** How the history and the audit name the one who has the key. */
    static String subject(TokenHash hash) {
        return "admin-key:" + hash.hex().substring(0, SHOWN_HEX);
    }
}
