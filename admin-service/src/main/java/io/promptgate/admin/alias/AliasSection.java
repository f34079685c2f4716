package io.promptgate.admin.alias;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.project.ProjectThing;
import io.promptgate.admin.revision.Changed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code aliases} within a project of the document. */
@Singleton
public final class AliasSection implements Section<AliasThing, AliasEntity> {
    private static final String ALIAS = "alias";
    private static final Listing LISTING =
            Listing.inProjects(620, ALIAS, "aliases").named(ALIAS);

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<AliasEntity>> rows() {
        return AliasEntity.listAll();
    }

    @Override
    public Row<AliasEntity> row(AliasEntity row) {
        return new Row<>(row.id, row.projectUuid, row.name, row);
    }

    @Override
    public AliasThing thing(AliasEntity row, Directory directory) {
        return new AliasThing(new NewAlias(row.name, row.provider, row.model, row.presets()));
    }

    @Override
    public AliasThing read(Fields fields, Directory directory) {
        return new AliasThing(NewAlias.read(fields.text(ALIAS, AliasRules.NAME), fields, Catalogue.in(directory)));
    }

    @Override
    public void check(AliasThing asked, @Nullable AliasThing present, Place place, Fields fields, Directory directory) {
        directory
                .thing(place.owner(), ProjectThing.class)
                .filter(project -> !project.isWrapper())
                .ifPresent(project -> fields.error(ALIAS, "cannot be in a project of type " + project.type()));
    }

    @Override
    public Uni<?> create(AliasThing asked, Place place, Applying applying) {
        AliasEntity entity = asked.alias().entity(place.owner(), applying.change());
        entity.id = place.id();
        return entity.persist();
    }

    @Override
    public void change(AliasEntity row, AliasThing asked, Applying applying) {
        asked.alias().replace(row, applying.change());
    }

    @Override
    public Uni<?> remove(AliasEntity row, Applying applying) {
        applying.change().add(Changed.inProject(row.projectUuid, ALIAS, row.name, "deleted"), AliasView.of(row), null);
        return row.delete();
    }
}
