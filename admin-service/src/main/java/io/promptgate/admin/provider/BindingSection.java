package io.promptgate.admin.provider;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.credential.CredentialSection;
import io.promptgate.admin.credential.CredentialThing;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.project.ProjectThing;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.catalog.Provider;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code providers} within a project of the document: its bindings. */
@Singleton
public final class BindingSection implements Section<BindingThing, BindingEntity> {
    private static final String PROVIDER = "provider";
    private static final String CREDENTIAL = "credential";
    private static final Listing LISTING =
            Listing.inProjects(610, "provider binding", "providers").named(PROVIDER);

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<BindingEntity>> rows() {
        return BindingEntity.listAll();
    }

    @Override
    public Row<BindingEntity> row(BindingEntity row) {
        return new Row<>(row.id, row.projectUuid, row.provider, row);
    }

    @Override
    public BindingThing thing(BindingEntity row, Directory directory) {
        String credential =
                row.credentialId == null ? null : directory.reference(CredentialSection.KIND, row.credentialId);
        return new BindingThing(row.provider, new NewBinding(row.enabled, row.credentialId), credential);
    }

    @Override
    public BindingThing read(Fields fields, Directory directory) {
        Provider provider = fields.choice(PROVIDER, Catalogue.in(directory).byKey());
        boolean enabled = fields.flag("enabled", true);
        String reference = fields.textOrNull(CREDENTIAL, Rule.NAME, null);
        UUID credential = reference == null ? null : credential(reference, fields, directory);
        return new BindingThing(provider.key(), new NewBinding(enabled, credential), reference);
    }

    @Override
    public void check(
            BindingThing asked, @Nullable BindingThing present, Place place, Fields fields, Directory directory) {
        directory
                .thing(place.owner(), ProjectThing.class)
                .filter(project -> !project.isWrapper())
                .ifPresent(project -> fields.error(PROVIDER, "cannot be bound in a project of type " + project.type()));
        UUID credential = asked.binding().credentialId();
        if (credential == null) {
            if (asked.binding().enabled()
                    && BindingRules.needsCredential(Catalogue.in(directory).need(asked.name()))) {
                fields.error(CREDENTIAL, BindingRules.required(asked.name()));
            }
            return;
        }
        directory
                .thing(credential, CredentialThing.class)
                .filter(one -> !one.provider().equals(asked.name()))
                .ifPresent(one ->
                        fields.error(CREDENTIAL, BindingRules.otherProvider(asked.name(), one.name(), one.provider())));
    }

    @Override
    public Uni<?> create(BindingThing asked, Place place, Applying applying) {
        BindingEntity entity = asked.binding().entity(place.owner(), asked.name(), applying.change());
        entity.id = place.id();
        return entity.persist();
    }

    @Override
    public void change(BindingEntity row, BindingThing asked, Applying applying) {
        asked.binding().replace(row, applying.change());
    }

    @Override
    public Uni<?> remove(BindingEntity row, Applying applying) {
        applying.change()
                .add(Changed.inProject(row.projectUuid, PROVIDER, row.provider, "deleted"), BindingView.of(row), null);
        return row.delete();
    }

    private static @Nullable UUID credential(String reference, Fields fields, Directory directory) {
        List<UUID> named = directory.referred(CredentialSection.KIND, reference);
        if (named.isEmpty()) {
            fields.error(CREDENTIAL, "names no credential");
            return null;
        }
        if (named.size() > 1) {
            fields.error(CREDENTIAL, "is the name of " + named.size() + " credentials; give the id of one");
            return null;
        }
        return named.getFirst();
    }
}
