package io.promptgate.logs.removal;

import io.promptgate.logs.query.QueryParameters;
import io.promptgate.logs.store.AuditTable;
import io.promptgate.logs.store.AuditTable.Audited;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Who removed what from the log, and who priced what of it anew. */
@Path("/logs/v1/audit")
@Needs(Permission.AUDIT_READ)
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MOST = 500;

    private final AuditTable audit;

    @Inject
    AuditResource(AuditTable audit) {
        this.audit = audit;
    }

    /** A page; {@code next} is null on the last one. */
    public record Page(List<Audited> data, @Nullable String next) {
        public Page {
            data = List.copyOf(data);
        }
    }

    /** A page, newest first. */
    @GET
    @Operation(summary = "Lists who removed requests from the log or priced them anew, newest first")
    public Uni<Page> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("before") @Nullable String before,
            @Context UriInfo uri) {
        QueryParameters.only(uri, List.of("limit", "before"));
        int most = QueryParameters.number("limit", limit, LIMIT_DEFAULT, LIMIT_MOST);
        return audit.page(id(before), most + 1).map(found -> page(found, most));
    }

    private static Page page(List<Audited> found, int most) {
        if (found.size() <= most) {
            return new Page(found, null);
        }
        List<Audited> shown = found.subList(0, most);
        return new Page(shown, shown.getLast().id().toString());
    }

    private static @Nullable UUID id(@Nullable String before) {
        try {
            return before == null ? null : UUID.fromString(before);
        } catch (IllegalArgumentException _) {
            throw ProblemException.badParameter("before", "must be the value of next in an earlier page");
        }
    }
}
