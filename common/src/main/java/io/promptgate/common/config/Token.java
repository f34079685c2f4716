package io.promptgate.common.config;

import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client's token as the gateway knows it: by its hash. Revoked tokens are not in the configuration at all.
 *
 * @param former the secret that a rotation took the place of, while both are valid
 * @param limits how fast it may ask; null = without limits
 * @param budgets how much it may use; null = without budgets
 */
public record Token(
        UUID id,
        String name,
        TokenHash hash,
        Set<Scope> scopes,
        @Nullable Instant expiresAt,
        @Nullable Former former,
        @Nullable Limits limits,
        @Nullable Budgets budgets) {
    public Token {
        scopes = Set.copyOf(scopes);
        limits = Limits.NONE.equals(limits) ? null : limits;
        budgets = Budgets.NONE.equals(budgets) ? null : budgets;
    }

    /** A token that has one secret and no limits. */
    public Token(UUID id, String name, TokenHash hash, Set<Scope> scopes, @Nullable Instant expiresAt) {
        this(id, name, hash, scopes, expiresAt, null);
    }

    /** A token without limits. */
    public Token(
            UUID id,
            String name,
            TokenHash hash,
            Set<Scope> scopes,
            @Nullable Instant expiresAt,
            @Nullable Former former) {
        this(id, name, hash, scopes, expiresAt, former, null, null);
    }

    /**
     * A secret that ends soon.
     *
     * @param until from then on it is not valid any more
     */
    public record Former(TokenHash hash, Instant until) {}

    /** The same token as its former secret knows it: it ends when that does, or earlier. */
    public Optional<Token> asFormer() {
        if (former == null) {
            return Optional.empty();
        }
        Instant end = expiresAt != null && expiresAt.isBefore(former.until()) ? expiresAt : former.until();
        return Optional.of(new Token(id, name, former.hash(), scopes, end, null, limits, budgets));
    }

    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
