package io.promptgate.service.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.service.problem.ProblemWriter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bearer scheme (RFC 6750) as both mechanisms use it. */
final class Bearer {
    private static final String SCHEME = "Bearer ";
    private static final String INTERNAL = "/internal/";
    static final String CALLER = "promptgate.caller";

    private Bearer() {}

    /** What the caller sent, if it sent a bearer. */
    static @Nullable Masked sent(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? Masked.of(header.substring(SCHEME.length()).strip()) : null;
    }

    /** What kind of bearer the caller sent, for the audit: never the bearer itself. */
    static String kind(RoutingContext context) {
        Masked sent = sent(context);
        if (sent == null) {
            return "none";
        }
        if (isInternal(context)) {
            return "service_key";
        }
        return sent.reveal().startsWith(ClientToken.ADMIN_PREFIX) ? "admin_key" : "token";
    }

    /** Whether the path is one that gateways call. */
    static boolean isInternal(RoutingContext context) {
        return context.normalizedPath().startsWith(INTERNAL);
    }

    static Uni<SecurityIdentity> known(Caller caller) {
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(caller.subject()))
                        .addAttribute(CALLER, caller)
                        .build());
    }

    /** Who an identity is to the table; one that no mechanism of the suite has made is nobody. */
    static Caller caller(SecurityIdentity identity) {
        return identity.getAttribute(CALLER) instanceof Caller caller
                ? caller
                : new Caller(identity.getPrincipal().getName(), null, null, Map.of(), false);
    }

    static Uni<SecurityIdentity> unknown() {
        return Uni.createFrom().failure(new AuthenticationFailedException());
    }

    /** Refuses a call before it comes to the table, where a path asks for a caller first. */
    static Uni<Boolean> sendChallenge(RoutingContext context) {
        ArcContainer container = Arc.container();
        if (sent(context) != null && container != null) {
            container.select(Refusals.class).get().signIn(context);
        }
        return Uni.createFrom()
                .completionStage(
                        ProblemWriter.unauthorized(context.response()).map(true).toCompletionStage());
    }

    static Uni<ChallengeData> challenge() {
        return Uni.createFrom()
                .item(new ChallengeData(
                        HttpResponseStatus.UNAUTHORIZED.code(), HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"));
    }
}
