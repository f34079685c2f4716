package io.promptgate.admin.provider;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider binding as callers see it. */
public record BindingView(
        String provider, boolean enabled, @Nullable UUID credentialId, Instant createdAt, Instant updatedAt) {

    static BindingView of(BindingEntity entity) {
        return new BindingView(
                entity.provider, entity.enabled, entity.credentialId, entity.createdAt, entity.updatedAt);
    }
}
