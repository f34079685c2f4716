package io.promptgate.admin.credential;

import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.revision.Change;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.secret.Masked;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a credential is made from.
 *
 * @param provider the key of a provider in the catalogue
 * @param secret the provider's key
 */
public record NewCredential(
        String name,
        String provider,
        @Schema(implementation = String.class) Masked secret,
        boolean isActive) {

    static NewCredential from(Fields fields, Catalogue known) {
        NewCredential credential = new NewCredential(
                fields.text("name", Rule.NAME),
                fields.choice("provider", known.byKey()).key(),
                Masked.of(fields.text("secret", CredentialRules.SECRET)),
                fields.flag("is_active", true));
        fields.check();
        return credential;
    }

    CredentialEntity entity(Change change, Vault vault) {
        return entity(UuidV7.next(), change, vault);
    }

    /** With an id that is known already; the secret is sealed for it. */
    CredentialEntity entity(UUID id, Change change, Vault vault) {
        CredentialEntity entity = new CredentialEntity();
        entity.id = id;
        entity.name = name;
        entity.provider = provider;
        entity.isActive = isActive;
        entity.version = change.number();
        entity.createdAt = change.at();
        entity.updatedAt = change.at();
        vault.put(secret, entity);
        return entity;
    }
}
