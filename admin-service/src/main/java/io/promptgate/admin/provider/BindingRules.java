package io.promptgate.admin.provider;

import io.promptgate.admin.credential.CredentialEntity;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Provider;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which provider goes with which credential. */
final class BindingRules {
    private static final String CREDENTIAL = "credential_id";

    private BindingRules() {}

    /** Completes when the binding is allowed; else a 422 problem. */
    static Uni<Void> check(Provider provider, NewBinding asked) {
        UUID id = asked.credentialId();
        if (id == null) {
            if (asked.enabled() && needsCredential(provider)) {
                throw ProblemException.invalid(CREDENTIAL, required(provider.key()));
            }
            return Uni.createFrom().voidItem();
        }
        return CredentialEntity.<CredentialEntity>findById(id)
                .invoke(credential -> check(provider, id, credential))
                .replaceWithVoid();
    }

    /** Whether enabling the provider takes a credential. */
    static boolean needsCredential(Provider provider) {
        return provider.auth() != AuthStyle.NONE;
    }

    private static void check(Provider provider, UUID id, @Nullable CredentialEntity credential) {
        if (credential == null) {
            throw ProblemException.invalid(CREDENTIAL, "names no credential: there is no " + id);
        }
        if (!credential.provider.equals(provider.key())) {
            throw ProblemException.invalid(CREDENTIAL, otherProvider(provider.key(), id, credential.provider));
        }
    }

    /** What is wrong with a credential of another provider. */
    static String otherProvider(String provider, Object credential, String its) {
        return "must be a credential of " + provider + "; " + credential + " is one of " + its;
    }

    static String required(String provider) {
        return "is required to enable " + provider;
    }
}
