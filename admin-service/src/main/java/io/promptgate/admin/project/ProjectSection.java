package io.promptgate.admin.project;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.revision.Changed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code projects} in the document. Their uuid is part of their URLs, so an export always says it. */
@Singleton
public final class ProjectSection implements Section<ProjectThing, ProjectEntity> {
    private static final String ID = "uuid";
    private static final Listing LISTING =
            Listing.top(500, "project", "projects").identified(ID);

    @Override
    public boolean isProjects() {
        return true;
    }

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<ProjectEntity>> rows() {
        return ProjectEntity.listAll();
    }

    @Override
    public Row<ProjectEntity> row(ProjectEntity row) {
        return new Row<>(row.uuid, null, row.name, row);
    }

    @Override
    public ProjectThing thing(ProjectEntity row, Directory directory) {
        return new ProjectThing(
                row.uuid,
                new NewProject(row.name, row.type(), row.env, row.metadata, row.isActive, LoggingColumns.of(row)));
    }

    @Override
    public ProjectThing read(Fields fields, Directory directory) {
        UUID id = fields.uuid(ID);
        return new ProjectThing(id, NewProject.read(fields));
    }

    @Override
    public void check(
            ProjectThing asked, @Nullable ProjectThing present, Place place, Fields fields, Directory directory) {
        if (present != null && !present.type().equals(asked.type())) {
            fields.error("project_type", ProjectRules.TYPE_STAYS);
        }
    }

    @Override
    public Uni<?> create(ProjectThing asked, Place place, Applying applying) {
        ProjectEntity entity = asked.project().entity(applying.change());
        entity.uuid = place.id();
        applying.change().add(Changed.project(entity.uuid, "created"), null, ProjectView.of(entity));
        return entity.persist();
    }

    @Override
    public void change(ProjectEntity row, ProjectThing asked, Applying applying) {
        NewProject to = asked.project();
        new ProjectPatch(to.name(), to.env(), to.metadata(), to.isActive(), to.logging()).apply(row, applying.change());
    }

    @Override
    public Uni<?> remove(ProjectEntity row, Applying applying) {
        applying.change().add(Changed.project(row.uuid, "deleted"), ProjectView.of(row), null);
        return row.delete();
    }
}
