package io.promptgate.admin.key;

import io.promptgate.common.secret.Masked;
import io.promptgate.service.access.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An admin key as callers see it.
 *
 * @param preview the key's beginning and end
 * @param projects those in which the role is valid; absent for everywhere
 * @param lastUsedAt up to half a minute late
 * @param revokedAt since when it is not accepted any more
 * @param key the secret itself: only in the answer that makes it, and never again
 */
public record KeyView(
        UUID id,
        String name,
        String preview,
        Role role,
        @Nullable List<UUID> projects,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String key) {

    static KeyView of(KeyEntity entity) {
        return of(entity, null);
    }

    static KeyView of(KeyEntity entity, @Nullable Masked secret) {
        return new KeyView(
                entity.id,
                entity.name,
                entity.preview,
                Role.valueOf(entity.role.toUpperCase(Locale.ROOT)),
                projects(entity.projects),
                entity.expiresAt,
                entity.lastUsedAt,
                entity.revokedAt,
                entity.createdAt,
                entity.updatedAt,
                secret == null ? null : secret.reveal());
    }

    private static @Nullable List<UUID> projects(@Nullable String joined) {
        return joined == null
                ? null
                : Arrays.stream(joined.split(",")).map(UUID::fromString).toList();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyView[" + id + "]";
    }
}
