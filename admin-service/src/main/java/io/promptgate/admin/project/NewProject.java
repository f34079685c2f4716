package io.promptgate.admin.project;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.revision.Change;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.ProjectType;
import io.promptgate.common.id.UuidV7;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a project is made from.
 *
 * @param env a free label such as {@code production}
 * @param metadata a JSON object of the caller's own
 */
public record NewProject(
        String name,
        ProjectType projectType,
        @Nullable String env,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String metadata,
        boolean isActive,
        Logging logging) {

    static NewProject from(Fields fields) {
        NewProject project = read(fields);
        fields.check();
        return project;
    }

    /** Tells errors by the fields, and goes on. */
    static NewProject read(Fields fields) {
        return new NewProject(
                fields.text("name", Rule.NAME),
                fields.choice("project_type", Names.all(ProjectType.values())),
                fields.textOrNull("env", ProjectRules.ENV, null),
                fields.metadata("metadata", ProjectRules.NO_METADATA),
                fields.flag("is_active", true),
                LoggingRules.read(fields, Logging.DEFAULT));
    }

    ProjectEntity entity(Change change) {
        ProjectEntity entity = new ProjectEntity();
        entity.uuid = UuidV7.next();
        entity.name = name;
        entity.projectType = Names.of(projectType);
        entity.env = env;
        entity.metadata = metadata;
        entity.isActive = isActive;
        LoggingColumns.write(logging, entity);
        entity.version = change.number();
        entity.createdAt = change.at();
        entity.updatedAt = change.at();
        return entity;
    }
}
