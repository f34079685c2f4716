package io.promptgate.admin.credential;

import io.promptgate.common.secret.SecretBox;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as callers see it: never with its secret.
 *
 * @param preview the secret's beginning and end
 * @param usedBy how much depends on it
 * @param state {@code ready}, or {@code unreadable}: its sealed secret is damaged, of another row, or of a master key
 *     that is not known, so that no gateway can use it
 * @param masterKeyId the id of the master key that sealed it
 */
public record CredentialView(
        UUID id,
        String name,
        String provider,
        boolean isActive,
        String preview,
        @Nullable UsedBy usedBy,
        @Nullable String state,
        @Nullable String masterKeyId,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What depends on a credential.
     *
     * @param projects how many projects have a provider binding with it
     */
    public record UsedBy(long projects) {}

    /** As the audit shows it: without what depends on it, and without a look at its secret. */
    static CredentialView of(CredentialEntity entity) {
        return of(entity, null, null);
    }

    static CredentialView of(CredentialEntity entity, @Nullable UsedBy usedBy, @Nullable String state) {
        return new CredentialView(
                entity.id,
                entity.name,
                entity.provider,
                entity.isActive,
                entity.preview,
                usedBy,
                state,
                state == null ? null : SecretBox.keyIdOf(entity.sealed),
                entity.createdAt,
                entity.updatedAt);
    }
}
