package io.promptgate.admin.alias;

import io.promptgate.common.config.Presets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alias as callers see it. */
public record AliasView(
        String alias,
        String provider,
        String model,
        @Nullable Presets presets,
        Instant createdAt,
        Instant updatedAt) {
    private static final Presets NONE = new Presets(null, null, null, null);

    static AliasView of(AliasEntity entity) {
        Presets presets = entity.presets();
        return new AliasView(
                entity.name,
                entity.provider,
                entity.model,
                presets.equals(NONE) ? null : presets,
                entity.createdAt,
                entity.updatedAt);
    }
}
