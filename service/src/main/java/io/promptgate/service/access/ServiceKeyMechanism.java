package io.promptgate.service.access;

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

/** Identifies gateways by the shared service key, on the paths made for them and nowhere else. */
@ApplicationScoped
public class ServiceKeyMechanism implements HttpAuthenticationMechanism {
    private static final int PRIORITY = 2001;

    private final CallerKeys keys;

    @Inject
    ServiceKeyMechanism(CallerKeys keys) {
        this.keys = keys;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Masked sent = Bearer.sent(context);
        if (sent == null || !Bearer.isInternal(context)) {
            return Uni.createFrom().nullItem();
        }
        boolean known = TokenHash.of(sent.reveal()).equals(keys.service());
        return known ? Bearer.known(Caller.service("gateway")) : Bearer.unknown();
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
}
