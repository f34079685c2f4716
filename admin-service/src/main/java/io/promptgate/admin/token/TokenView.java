package io.promptgate.admin.token;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.promptgate.admin.limit.LimitColumns;
import io.promptgate.common.config.Scope;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.Masked;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A token as callers see it.
 *
 * @param preview the token's beginning and end
 * @param revokedAt since when it is not accepted any more
 * @param formerUntil until when the secret before this one is accepted too, where a rotation left it an overlap
 * @param lastUsedAt to within a few seconds; null when it was never used
 * @param token the secret itself: only in the answer that makes it, and never again
 */
public record TokenView(
        UUID id,
        String name,
        String preview,
        Set<Scope> scopes,
        @Nullable Instant expiresAt,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String metadata,
        @JsonUnwrapped Limits limits,
        @JsonUnwrapped Budgets budgets,
        @Nullable Instant revokedAt,
        @Nullable Instant formerUntil,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String token) {

    static TokenView of(TokenEntity entity) {
        return of(entity, null, null);
    }

    static TokenView of(TokenEntity entity, @Nullable Instant lastUsedAt, @Nullable Masked secret) {
        return new TokenView(
                entity.id,
                entity.name,
                entity.preview,
                TokenRules.split(entity.scopes),
                entity.expiresAt,
                entity.metadata,
                LimitColumns.limits(entity.limits),
                LimitColumns.budgets(entity.limits),
                entity.revokedAt,
                entity.formerUntil,
                lastUsedAt,
                entity.createdAt,
                entity.updatedAt,
                secret == null ? null : secret.reveal());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenView[" + id + "]";
    }
}
