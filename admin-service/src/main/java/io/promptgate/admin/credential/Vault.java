package io.promptgate.admin.credential;

import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.config.Credential;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.UnsealException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Seals secrets for the row that they belong to. */
@Singleton
final class Vault {
    private static final String READY = "ready";

    private final SecretBox box;

    @Inject
    Vault(SecretBox box) {
        this.box = box;
    }

    void put(Masked secret, CredentialEntity entity) {
        entity.sealed = seal(secret, entity.id);
        entity.preview = secret.preview();
    }

    String seal(Masked secret, UUID id) {
        return box.seal(secret, Credential.context(id));
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

    /** Seals the row's secret anew with the active master key; false when it cannot be opened. */
    boolean reseal(CredentialEntity entity, Change change) {
        try {
            Masked secret = open(entity.id, entity.sealed);
            CredentialView before = CredentialView.of(entity, null, READY);
            put(secret, entity);
            entity.version = change.number();
            entity.updatedAt = change.at();
            change.add(Changed.credential(entity.id, "resealed"), before, CredentialView.of(entity, null, READY));
            return true;
        } catch (UnsealException _) {
            return false;
        }
    }

    /** As {@link CredentialView#state} tells it. */
    String state(CredentialEntity entity) {
        return isReadable(entity.id, entity.sealed) ? READY : "unreadable";
    }

    boolean isReadable(UUID id, String sealed) {
        try {
            open(id, sealed);
            return true;
        } catch (UnsealException _) {
            return false;
        }
    }

    /**
     * Opens a row's secret.
     *
     * @throws UnsealException when it cannot be opened
     */
    Masked open(UUID id, String sealed) {
        return box.openText(sealed, Credential.context(id));
    }

    /** The id of the master key that seals now. */
    String activeKeyId() {
        return box.activeKeyId();
    }

    /** Whether this is the secret that the row holds; a row that cannot be opened holds none. */
    boolean holds(CredentialEntity entity, Masked secret) {
        try {
            return open(entity.id, entity.sealed).equals(secret);
        } catch (UnsealException _) {
            return false;
        }
    }
}
