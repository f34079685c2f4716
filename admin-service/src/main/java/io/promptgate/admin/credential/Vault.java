package io.promptgate.admin.credential;

import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.config.Credential;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.UnsealException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Seals secrets for the row that they belong to. */
@Singleton
final class Vault {
    private final SecretBox box;

    @Inject
    Vault(SecretBox box) {
        this.box = box;
    }

    void put(Masked secret, CredentialEntity entity) {
        entity.sealed = box.seal(secret, Credential.context(entity.id));
        entity.preview = secret.preview();
    }

    /** Gives the row a new secret; when it holds this one, the change stays as it was. */
    void rotate(Masked secret, CredentialEntity entity, Change change) {
        if (!holds(entity, secret)) {
            CredentialView before = CredentialView.of(entity);
            put(secret, entity);
            entity.version = change.number();
            entity.updatedAt = change.at();
            change.add(Changed.credential(entity.id, "rotated"), before, CredentialView.of(entity));
        }
    }

    /** Whether this is the secret that the row holds; a row that cannot be opened holds none. */
    boolean holds(CredentialEntity entity, Masked secret) {
        try {
            return box.openText(entity.sealed, Credential.context(entity.id)).equals(secret);
        } catch (UnsealException _) {
            return false;
        }
    }
}
