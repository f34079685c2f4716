package io.promptgate.admin.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.service.access.AccessReport;
import io.promptgate.service.access.AdminKey;
import io.promptgate.service.access.AdminKeys;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import io.promptgate.service.access.Refusals;
import io.promptgate.service.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What logs-service asks for and tells: the admin keys, and how they were used there. Not a public API. */
@Path("/internal/v1/access")
@Needs(Permission.SERVICE_CALL)
public final class AccessResource {
    private final AdminKeys keys;
    private final Refusals refusals;

    @Inject
    AccessResource(AdminKeys keys, Refusals refusals) {
        this.keys = keys;
        this.refusals = refusals;
    }

    /** The keys that are valid now, from memory; not modified when the caller has them. */
    @GET
    @Path("/keys")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response keys(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch)
            throws JsonProcessingException {
        List<AdminKey> all = keys.all();
        if (all == null) {
            throw ProblemException.unavailable("The admin keys are not known yet; try again.");
        }
        String body = Json.MAPPER.writeValueAsString(
                all.stream().sorted(Comparator.comparing(AdminKey::id)).toList());
        String etag = '"' + TokenHash.of(body).hex() + '"';
        return etag.equals(ifNoneMatch)
                ? Response.notModified().header(HttpHeaders.ETAG, etag).build()
                : Response.ok(body).header(HttpHeaders.ETAG, etag).build();
    }

    /** Takes what another service saw; it is written down with what this one saw. */
    @POST
    @Path("/reports")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response report(byte[] body) throws IOException {
        AccessReport report = read(body);
        keys.noteUsed(report.used());
        refusals.add(report.refusals());
        return Response.noContent().build();
    }

    private static AccessReport read(byte[] body) throws IOException {
        try {
            @Nullable AccessReport report = Json.MAPPER.readValue(body, AccessReport.class);
            if (report != null) {
                return report;
            }
        } catch (JsonProcessingException _) {
            // told below
        }
        throw ProblemException.badRequest("The body must be a report in JSON.");
    }
}
