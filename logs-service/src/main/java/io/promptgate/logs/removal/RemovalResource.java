package io.promptgate.logs.removal;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterKey;
import io.promptgate.common.filter.Term;
import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.store.AuditEntry;
import io.promptgate.logs.store.RecordWalk;
import io.promptgate.logs.store.RecordWalk.Walk;
import io.promptgate.logs.store.Removal;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Origin;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Removes a project's requests with their bodies. */
@Path("/logs/v1/projects/{uuid}/requests")
@Needs(Permission.LOG_DELETE)
@Produces(MediaType.APPLICATION_JSON)
public class RemovalResource {
    private static final int LIMIT_DEFAULT = 10_000;
    private static final int LIMIT_MOST = 100_000;
    private static final int BATCH = 1_000;
    private static final int COUNTED = 1_000_000;

    private final Removal removal;
    private final RecordWalk records;

    @Inject
    RemovalResource(Removal removal, RecordWalk records) {
        this.removal = removal;
        this.records = records;
    }

    /** The requests of one token, or those that match a filter. Some at a time; {@code more} says to call again. */
    @DELETE
    @Operation(summary = "Removes a project's requests of a token or of a filter, with their bodies, for good")
    public Uni<RemovalReply> remove(
            @PathParam("uuid") UUID project,
            @BeanParam RemovalParameters parameters,
            @Context UriInfo uri,
            @Context RoutingContext http) {
        QueryParameters.only(uri, List.of("q", "token", "limit", "dry_run"));
        Filter filter = filter(parameters);
        Walk walk = new Walk(project, filter, Clock.systemUTC().instant(), false);
        int limit = QueryParameters.number("limit", parameters.limit(), LIMIT_DEFAULT, LIMIT_MOST);
        if (QueryParameters.flag("dry_run", parameters.dryRun())) {
            return records.count(walk, COUNTED + 1)
                    .map(found -> new RemovalReply(true, Math.min(found, COUNTED), null, found > COUNTED));
        }
        return batches(walk, null, limit, 0, AuditEntry.of(Origin.of(http), project, filter.text()));
    }

    private Uni<RemovalReply> batches(Walk walk, @Nullable UUID before, int left, long removed, AuditEntry audit) {
        int limit = Math.min(left, BATCH);
        return removal.batch(walk, before, limit, audit).chain(batch -> {
            long now = removed + batch.removed();
            return batch.last() == null || left == limit
                    ? Uni.createFrom().item(new RemovalReply(false, null, now, batch.last() != null))
                    : batches(walk, batch.last(), left - limit, now, audit);
        });
    }

    private static Filter filter(RemovalParameters parameters) {
        String q = parameters.q();
        String token = parameters.token();
        if ((q == null) == (token == null)) {
            throw ProblemException.badParameter("q", "or token must be given, and not both");
        }
        if (token != null) {
            return new Filter(List.of(new Term.Exact(FilterKey.TOKEN, List.of(tokenId(token)), false)));
        }
        Filter filter = QueryParameters.filter(q);
        if (filter.terms().isEmpty()) {
            throw ProblemException.badParameter("q", "must say something; for all requests: before: and a time");
        }
        return filter;
    }

    private static String tokenId(String token) {
        try {
            return UUID.fromString(token).toString();
        } catch (IllegalArgumentException _) {
            throw ProblemException.badParameter("token", "must be a token's id");
        }
    }
}
