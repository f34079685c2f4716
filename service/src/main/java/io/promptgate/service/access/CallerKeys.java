package io.promptgate.service.access;

import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;

/**
 * The keys that callers send, kept as hashes alone.
 *
 * @param admin what people and scripts send
 * @param service what gateways send
 */
public record CallerKeys(TokenHash admin, TokenHash service) {

    public static CallerKeys of(Masked admin, Masked service) {
        return new CallerKeys(TokenHash.of(admin.reveal()), TokenHash.of(service.reveal()));
    }

    @Override
    public String toString() {
        return "CallerKeys";
    }
}
