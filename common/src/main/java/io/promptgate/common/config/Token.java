package io.promptgate.common.config;

import io.promptgate.common.secret.TokenHash;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client's token as the gateway knows it: by its hash. Revoked tokens are not in the configuration at all. */
public record Token(
        UUID id,
        String name,
        TokenHash hash,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) {
    public Token {
        scopes = Set.copyOf(scopes);
    }

    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
