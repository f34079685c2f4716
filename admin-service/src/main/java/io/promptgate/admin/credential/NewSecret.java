package io.promptgate.admin.credential;

import io.promptgate.admin.http.Fields;
import io.promptgate.common.secret.Masked;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A secret that takes the place of another. */
public record NewSecret(
        @Schema(implementation = String.class) Masked secret) {

    static NewSecret from(Fields fields) {
        NewSecret secret = new NewSecret(Masked.of(fields.text("secret", CredentialRules.SECRET)));
        fields.check();
        return secret;
    }
}
