package io.promptgate.admin.project;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.ProjectType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A project as callers see it. */
public record ProjectView(
        UUID uuid,
        String name,
        ProjectType projectType,
        @Nullable String env,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String metadata,
        boolean isActive,
        Logging logging,
        Instant createdAt,
        Instant updatedAt) {

    static ProjectView of(ProjectEntity entity) {
        return new ProjectView(
                entity.uuid,
                entity.name,
                entity.type(),
                entity.env,
                entity.metadata,
                entity.isActive,
                LoggingColumns.of(entity),
                entity.createdAt,
                entity.updatedAt);
    }
}
