package io.promptgate.service.access;

import io.promptgate.service.problem.LogLine;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.arc.Arc;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks the table before one call runs, and before its body is read. */
final class AccessFilter implements ResteasyReactiveContainerRequestFilter {
    private static final Logger LOG = Logger.getLogger(AccessFilter.class);

    private final Permission permission;

    AccessFilter(Permission permission) {
        this.permission = permission;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext call) {
        RoutingContext http = ((ResteasyReactiveRequestContext) call.getServerRequestContext())
                .serverRequest()
                .unwrap(RoutingContext.class);
        String project = call.getUriInfo().getPathParameters().getFirst(AccessFeature.PROJECT);
        call.suspend();
        QuarkusHttpUser.getSecurityIdentity(http, null)
                .onFailure(fault -> !(fault instanceof AuthenticationFailedException))
                .transform(AccessFilter::nobodyToAsk)
                .invoke(identity -> admit(identity, project, http))
                .subscribe()
                .with(_ -> call.resume(), fault -> refuse(fault, http, call));
    }

    private void admit(@Nullable SecurityIdentity identity, @Nullable String project, RoutingContext http) {
        if (identity == null || identity.isAnonymous()) {
            // a bearer that no mechanism knows is a sign-in that failed; no bearer at all is none
            throw Bearer.sent(http) == null ? new UnauthorizedException() : new AuthenticationFailedException();
        }
        Caller caller = Bearer.caller(identity);
        UUID uuid = permission.reach() == Reach.PROJECT ? uuid(String.valueOf(project)) : null;
        switch (caller.verdict(permission, uuid)) {
            case ALLOWED -> Origin.note(http, caller, uuid);
            case FORBIDDEN -> {
                refusals().permission(http, caller, permission, uuid);
                throw new ForbiddenException();
            }
            case HIDDEN -> {
                refusals().permission(http, caller, permission, uuid);
                throw ProblemException.notFound("project", String.valueOf(uuid));
            }
        }
    }

    private static void refuse(Throwable fault, RoutingContext http, ResteasyReactiveContainerRequestContext call) {
        if (fault instanceof AuthenticationFailedException) {
            refusals().signIn(http);
        }
        call.resume(fault);
    }

    /** The issuer's keys are not known, and it does not answer. */
    private static ProblemException nobodyToAsk(Throwable fault) {
        LOG.warnf("A token cannot be verified now: %s", LogLine.of(fault));
        return ProblemException.unavailable("The token cannot be verified now: its issuer does not answer. Try again.");
    }

    /** Looked up when it is needed: the filter is made while the application is built. */
    private static Refusals refusals() {
        return Arc.container().select(Refusals.class).get();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.notFound("There is nothing at this path.");
        }
    }
}
