package io.promptgate.admin.project;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.config.Logging;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a project can be changed; fields that are not sent stay as they are. */
public record ProjectPatch(
        String name,
        @Nullable String env,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String metadata,
        boolean isActive,
        Logging logging) {

    static ProjectPatch from(Fields fields, ProjectEntity now) {
        fields.fixed("project_type", ProjectRules.TYPE_STAYS);
        ProjectPatch patch = new ProjectPatch(
                fields.text("name", Rule.NAME, now.name),
                fields.textOrNull("env", ProjectRules.ENV, now.env),
                fields.metadata("metadata", now.metadata),
                fields.flag("is_active", now.isActive),
                LoggingRules.read(fields, LoggingColumns.of(now)));
        fields.check();
        return patch;
    }

    /** Writes what differs; when nothing does, the change stays as it was. */
    ProjectEntity apply(ProjectEntity entity, Change change) {
        if (!equals(new ProjectPatch(
                entity.name, entity.env, entity.metadata, entity.isActive, LoggingColumns.of(entity)))) {
            ProjectView before = ProjectView.of(entity);
            entity.name = name;
            entity.env = env;
            entity.metadata = metadata;
            entity.isActive = isActive;
            LoggingColumns.write(logging, entity);
            entity.version = change.number();
            entity.updatedAt = change.at();
            change.add(Changed.project(entity.uuid, "changed"), before, ProjectView.of(entity));
        }
        return entity;
    }
}
