package io.promptgate.admin.token;

import io.promptgate.admin.http.Names;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.config.Scope;
import io.promptgate.service.problem.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tokens may be. */
final class TokenRules {
    static final Map<String, Scope> SCOPES = Names.all(Scope.values());
    static final Set<Scope> SCOPES_DEFAULT = Set.of(Scope.CHAT, Scope.MODELS);
    static final String NO_METADATA = "{}";

    private TokenRules() {}

    /** Scopes as the row holds them, in the order of the table in the contract. */
    static String joined(Set<Scope> scopes) {
        return new TreeSet<>(scopes).stream().map(Names::of).collect(Collectors.joining(","));
    }

    static Set<Scope> split(String joined) {
        return Arrays.stream(joined.split(",")).map(SCOPES::get).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ends the token; one that has ended stays as it is. */
    static void revoke(TokenEntity token, Change change) {
        if (token.revokedAt == null) {
            TokenView before = TokenView.of(token);
            token.revokedAt = change.at();
            token.version = change.number();
            token.updatedAt = change.at();
            change.add(
                    Changed.inProject(token.projectUuid, "token", token.id.toString(), "revoked"),
                    before,
                    TokenView.of(token));
        }
    }

    /** The token, or a 409 problem when it is revoked: nothing brings it back. */
    static TokenEntity notRevoked(TokenEntity token) {
        if (token.revokedAt != null) {
            throw ProblemException.conflict("The token is revoked; make a new one.");
        }
        return token;
    }
}
