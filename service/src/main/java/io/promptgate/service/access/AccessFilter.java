package io.promptgate.service.access;

import io.promptgate.service.problem.ProblemException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks the table before one call runs, and before its body is read. */
final class AccessFilter implements ResteasyReactiveContainerRequestFilter {
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
                .invoke(identity -> admit(identity, project, http))
                .subscribe()
                .with(_ -> call.resume(), call::resume);
    }

    private void admit(@Nullable SecurityIdentity identity, @Nullable String project, RoutingContext http) {
        if (identity == null || identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        Caller caller = Bearer.caller(identity);
        UUID uuid = permission.reach() == Reach.PROJECT ? uuid(String.valueOf(project)) : null;
        switch (caller.verdict(permission, uuid)) {
            case ALLOWED -> Origin.note(http, caller, uuid);
            case FORBIDDEN -> throw new ForbiddenException();
            case HIDDEN -> throw ProblemException.notFound("project", String.valueOf(uuid));
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.notFound("There is nothing at this path.");
        }
    }
}
