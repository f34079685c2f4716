package io.promptgate.service.access;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Identifies callers by an admin key, found by its hash and never compared as a text. A bearer that is not an admin
 * key is left to the next mechanism.
 */
@ApplicationScoped
public class AdminKeyMechanism implements HttpAuthenticationMechanism {
    private static final int PRIORITY = 2000;
    private static final int SHOWN_HEX = 8;

    private final CallerKeys keys;

    @Inject
    AdminKeyMechanism(CallerKeys keys) {
        this.keys = keys;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Masked sent = Bearer.sent(context);
        if (sent == null || Bearer.isInternal(context) || !sent.reveal().startsWith(ClientToken.ADMIN_PREFIX)) {
            return Uni.createFrom().nullItem();
        }
        TokenHash hash = TokenHash.of(sent.reveal());
        return hash.equals(keys.admin()) ? Bearer.known(Caller.everywhere(name(hash), Role.OWNER)) : Bearer.unknown();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Bearer.challenge();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return Bearer.sendChallenge(context);
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    private static String name(TokenHash hash) {
        return "admin-key:" + hash.hex().substring(0, SHOWN_HEX);
    }
}
