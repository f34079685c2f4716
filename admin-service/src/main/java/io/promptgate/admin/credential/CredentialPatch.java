package io.promptgate.admin.credential;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;

/** What of a credential can be changed, beside its secret; fields that are not sent stay as they are. */
public record CredentialPatch(String name, boolean isActive) {

    static CredentialPatch from(Fields fields, CredentialEntity now) {
        fields.fixed("provider", CredentialRules.PROVIDER_STAYS);
        fields.fixed("secret", "is changed by PUT on the credential's /secret");
        CredentialPatch patch =
                new CredentialPatch(fields.text("name", Rule.NAME, now.name), fields.flag("is_active", now.isActive));
        fields.check();
        return patch;
    }

    /** Writes what differs; when nothing does, the change stays as it was. */
    CredentialEntity apply(CredentialEntity entity, Change change) {
        if (!equals(new CredentialPatch(entity.name, entity.isActive))) {
            CredentialView before = CredentialView.of(entity);
            entity.name = name;
            entity.isActive = isActive;
            entity.version = change.number();
            entity.updatedAt = change.at();
            change.add(Changed.credential(entity.id, "changed"), before, CredentialView.of(entity));
        }
        return entity;
    }
}
