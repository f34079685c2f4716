package io.promptgate.admin.credential;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as callers see it: never with its secret.
 *
 * @param preview the secret's beginning and end
 * @param usedBy how much depends on it
 */
public record CredentialView(
        UUID id,
        String name,
        String provider,
        boolean isActive,
        String preview,
        @Nullable UsedBy usedBy,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What depends on a credential.
     *
     * @param projects how many projects have a provider binding with it
     */
    public record UsedBy(long projects) {}

    static CredentialView of(CredentialEntity entity, long projects) {
        return of(entity, new UsedBy(projects));
    }

    /** Without what depends on it. */
    static CredentialView of(CredentialEntity entity) {
        return of(entity, null);
    }

    private static CredentialView of(CredentialEntity entity, @Nullable UsedBy usedBy) {
        return new CredentialView(
                entity.id,
                entity.name,
                entity.provider,
                entity.isActive,
                entity.preview,
                usedBy,
                entity.createdAt,
                entity.updatedAt);
    }
}
