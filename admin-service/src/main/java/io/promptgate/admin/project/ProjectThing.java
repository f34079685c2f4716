package io.promptgate.admin.project;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.admin.http.Metadata;
import io.promptgate.admin.http.Names;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.ProjectType;
import io.promptgate.common.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project as the document says it; its bindings, aliases and tokens stand in lists within it. */
public record ProjectThing(@Nullable UUID id, NewProject project) implements Thing {

    @Override
    public String name() {
        return project.name();
    }

    /** Whether it has bindings and aliases. */
    public boolean isWrapper() {
        return project.projectType() == ProjectType.AI_WRAPPER;
    }

    /** Its type, as callers name it. */
    public String type() {
        return Names.of(project.projectType());
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("name", project.name()).put("project_type", type());
        if (project.env() != null) {
            document.put("env", project.env());
        }
        Metadata.show(project.metadata(), document);
        if (!project.isActive()) {
            document.put("is_active", false);
        }
        if (!project.logging().equals(Logging.DEFAULT)) {
            document.set("logging", Json.MAPPER.valueToTree(project.logging()));
        }
        return document;
    }
}
