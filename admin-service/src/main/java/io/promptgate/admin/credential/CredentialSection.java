package io.promptgate.admin.credential;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.difference.FieldDifference;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.secret.Masked;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code credentials} in the document: their secrets are references, and never written out. */
@Singleton
public final class CredentialSection implements Section<CredentialThing, CredentialEntity> {
    /** The kind, for those that refer to credentials. */
    public static final String KIND = "credential";

    private static final String ID = "id";
    private static final String SECRET = "secret";
    private static final Listing LISTING = Listing.top(200, KIND, "credentials");

    private final Vault vault;

    @Inject
    CredentialSection(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<CredentialEntity>> rows() {
        return CredentialEntity.listAll();
    }

    @Override
    public Row<CredentialEntity> row(CredentialEntity row) {
        return new Row<>(row.id, null, row.name, row);
    }

    @Override
    public CredentialThing thing(CredentialEntity row, Directory directory) {
        UUID id = directory.isUnique(KIND, null, row.name) ? null : row.id;
        return new CredentialThing(id, row.name, row.provider, row.isActive, null);
    }

    @Override
    public CredentialThing read(Fields fields, Directory directory) {
        String reference = fields.textOrNull(SECRET, CredentialRules.REFERENCE, null);
        Masked secret = directory.secret(reference);
        if (secret != null && !CredentialRules.SECRET.allows(secret.reveal())) {
            fields.error(SECRET, "has a value that is none: it " + CredentialRules.SECRET.message());
        }
        return new CredentialThing(
                fields.uuid(ID),
                fields.text("name", Rule.NAME),
                fields.choice("provider", Catalogue.in(directory).byKey()).key(),
                fields.flag("is_active", true),
                secret);
    }

    @Override
    public void check(
            CredentialThing asked, @Nullable CredentialThing present, Place place, Fields fields, Directory directory) {
        if (present == null && asked.secret() == null) {
            fields.error(SECRET, "is required for a new credential: a reference whose value is sent in secrets");
        }
        if (present != null && !present.provider().equals(asked.provider())) {
            fields.error("provider", CredentialRules.PROVIDER_STAYS);
        }
    }

    @Override
    public List<FieldDifference> differences(CredentialEntity row, CredentialThing asked) {
        return rotates(row, asked) ? List.of(FieldDifference.secret(false)) : List.of();
    }

    @Override
    public Uni<?> create(CredentialThing asked, Place place, Applying applying) {
        Masked secret = asked.secret();
        if (secret == null) {
            throw new IllegalStateException("a plan makes no credential without a secret");
        }
        CredentialEntity entity = new NewCredential(asked.name(), asked.provider(), secret, asked.isActive())
                .entity(place.id(), applying.change(), vault);
        applying.change().add(Changed.credential(entity.id, "created"), null, CredentialView.of(entity));
        return entity.persist();
    }

    @Override
    public void change(CredentialEntity row, CredentialThing asked, Applying applying) {
        new CredentialPatch(asked.name(), asked.isActive()).apply(row, applying.change());
        if (asked.secret() != null) {
            vault.rotate(asked.secret(), row, applying.change());
        }
    }

    /** What needs it is gone already, or the plan would not have been made. */
    @Override
    public Uni<?> remove(CredentialEntity row, Applying applying) {
        applying.change().add(Changed.credential(row.id, "deleted"), CredentialView.of(row), null);
        return row.delete();
    }

    private boolean rotates(CredentialEntity row, CredentialThing asked) {
        return asked.secret() != null && !vault.holds(row, asked.secret());
    }
}
