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
import org.jspecify.annotations.Nullable;

/**
 * Identifies callers by an admin key, found by its hash and never compared as a text. A bearer that is not an admin
 * key is left to the next mechanism.
 */
@ApplicationScoped
public class AdminKeyMechanism implements HttpAuthenticationMechanism {
    private static final int PRIORITY = 2000;

    private final CallerKeys first;
    private final AdminKeys keys;

    @Inject
    AdminKeyMechanism(CallerKeys first, AdminKeys keys) {
        this.first = first;
        this.keys = keys;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Masked sent = Bearer.sent(context);
        if (sent == null || Bearer.isInternal(context) || !sent.reveal().startsWith(ClientToken.ADMIN_PREFIX)) {
            return Uni.createFrom().nullItem();
        }
        Caller caller = find(TokenHash.of(sent.reveal()));
        return caller == null ? Bearer.unknown() : Bearer.known(caller);
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

    /** The first key, which is a setting, is an owner's and never expires. */
    private @Nullable Caller find(TokenHash hash) {
        return hash.equals(first.admin()) ? Caller.everywhere(AdminKey.subject(hash), Role.OWNER) : keys.find(hash);
    }
}
