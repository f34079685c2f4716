package io.promptgate.admin.credential;

import java.time.Instant;
import java.util.UUID;

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
        UsedBy usedBy,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What depends on a credential.
     *
     * @param projects how many projects have a provider binding with it
     */
    public record UsedBy(long projects) {}

    static CredentialView of(CredentialEntity entity, long projects) {
        return new CredentialView(
                entity.id,
                entity.name,
                entity.provider,
                entity.isActive,
                entity.preview,
                new UsedBy(projects),
                entity.createdAt,
                entity.updatedAt);
    }
}
